/** The GitHub Action: its script as the runner would call it, in a project that has leakcheck. */
import { execa } from 'execa'
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import type { Report } from '../../model/report-document.js'
import { copyFixture } from '../drive/copy-fixture.js'
import { readJson } from '../drive/read-json.js'
import { repository } from '../drive/folders.js'

interface Action {
  readonly inputs: Readonly<Record<string, { readonly default: string }>>
  readonly runs: {
    readonly steps: readonly [
      { readonly run: string; readonly env: Readonly<Record<string, string>> },
    ]
  }
}
const action = parse(readFileSync(join(repository, 'action.yml'), 'utf8')) as Action
const [step] = action.runs.steps

/** What the step's variables come to, with these inputs. */
function variables(given: Readonly<Record<string, string>>): Record<string, string> {
  const inputs = Object.entries(action.inputs).map(([name, { default: usual }]) => [name, usual])
  const values = { ...(Object.fromEntries(inputs) as Record<string, string>), ...given }
  return Object.fromEntries(
    Object.entries(step.env).map(([name, written]) => {
      const input = /^\$\{\{ inputs\.([\w-]+) \}\}$/.exec(written)?.[1] ?? ''
      expect(Object.keys(action.inputs)).toContain(input)
      return [name, values[input] ?? '']
    }),
  )
}

test('inputs reach the script as variables only', () => {
  expect(step.run).not.toContain('${{')
})

test('annotations, a summary, files, outputs, and the exit code', async () => {
  const suite = copyFixture(join(repository, 'fixtures/vitest/victim-in-file'))
  mkdirSync(join(suite, 'node_modules/.bin'), { recursive: true })
  symlinkSync(join(repository, 'bin/leakcheck.js'), join(suite, 'node_modules/.bin/leakcheck'))
  const output = join(suite, 'output.txt')
  const summary = join(suite, 'summary.md')
  writeFileSync(output, '')
  const given = {
    args: '--repeats 1 --seed 9',
    html: 'out/$(touch hacked).html',
    'fail-on': 'any',
  }
  const { exitCode, stdout, stderr } = await execa('bash', ['-e', '-c', step.run], {
    cwd: suite,
    env: {
      ...variables(given),
      ...{ GITHUB_ACTIONS: 'true', GITHUB_OUTPUT: output, GITHUB_STEP_SUMMARY: summary },
      ...{ VITEST: undefined, NODE_ENV: undefined, TEST: undefined, VITEST_MODE: undefined },
    },
    ...{ stdin: 'ignore', reject: false },
  })
  expect(exitCode, stdout + stderr).toBe(1)
  expect(stdout).toContain('::error file=')
  expect(stdout).toContain('✗ L1')
  expect(readFileSync(output, 'utf8')).toBe('exit-code=1\nsarif=./leakcheck.sarif\n')
  expect(readFileSync(summary, 'utf8')).toContain('## leakcheck: 1 finding')
  expect(readFileSync(join(suite, 'out/$(touch hacked).html'), 'utf8')).toContain('<!doctype html>')
  expect(readJson<{ version: string }>(join(suite, 'leakcheck.sarif')).version).toBe('2.1.0')
  expect(readJson<Report>(join(suite, '.leakcheck/report.json')).seed).toBe(9)
})
