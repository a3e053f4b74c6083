/** A runner that leakcheck knows when it sees it, and cannot drive yet. */
export interface OtherRunner {
  readonly name: string
  /** How scripts call it: a program, or a program and what must follow it. */
  readonly calls: readonly string[]
  /** Files that configure it, relative to the folder that they configure. */
  readonly configs: readonly string[]
  /** The key of `package.json` that configures it. */
  readonly key?: string
}

/** A file's name with each of the endings that a script can have, and others. */
export function scripts(stem: string, ...others: readonly string[]): readonly string[] {
  return ['ts', 'mts', 'cts', 'js', 'mjs', 'cjs', ...others].map((ending) => `${stem}.${ending}`)
}

/** What leakcheck drives, for messages. */
export const DRIVEN = 'Vitest 2 to 5, and pytest 7 to 9'

export const OTHER_RUNNERS: readonly OtherRunner[] = [
  {
    name: 'jest',
    calls: ['jest', 'react-scripts test', 'craco test', 'react-app-rewired test'],
    configs: scripts('jest.config', 'json'),
    key: 'jest',
  },
  {
    name: 'mocha',
    calls: ['mocha', '_mocha', 'electron-mocha'],
    configs: scripts('.mocharc', 'json', 'jsonc', 'yml', 'yaml'),
    key: 'mocha',
  },
  { name: 'node:test', calls: ['node --test', 'tsx --test'], configs: [] },
  { name: 'ava', calls: ['ava'], configs: scripts('ava.config'), key: 'ava' },
  { name: 'jasmine', calls: ['jasmine'], configs: scripts('spec/support/jasmine', 'json') },
  { name: 'tap', calls: ['tap', 'tape'], configs: ['.taprc'], key: 'tap' },
  { name: 'uvu', calls: ['uvu'], configs: [] },
  { name: 'qunit', calls: ['qunit'], configs: [] },
  { name: 'karma', calls: ['karma start', 'ng test'], configs: scripts('karma.conf') },
  {
    name: 'playwright test',
    calls: ['playwright test'],
    configs: [...scripts('playwright.config'), ...scripts('playwright-ct.config')],
  },
  {
    name: 'cypress',
    calls: ['cypress run', 'cypress open'],
    configs: [...scripts('cypress.config'), 'cypress.json'],
  },
  { name: 'bun test', calls: ['bun test'], configs: [] },
  { name: 'deno test', calls: ['deno test'], configs: [] },
]

/** Runners for Python, by what tox, make and their like call. */
export const OTHER_PYTHON_RUNNERS: readonly (readonly [name: string, call: RegExp])[] = [
  ['unittest', /\s-m\s+unittest\b/],
  ['nose', /\b(?:nosetests|nose2)\b/],
]
