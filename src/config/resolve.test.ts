import { join } from 'node:path'
import { expect, test } from 'vitest'
import { resolveConfig } from './resolve.js'

const machine = { parallelism: 16, githubActions: false }
const base = { cwd: '/repo', file: {}, flags: {}, machine }

test('flags override the config file, and the config file overrides the defaults', () => {
  expect(resolveConfig(base)).toMatchObject({ jobs: 4, repeats: 3, outputDir: '/repo/.leakcheck' })
  const file = { jobs: 2, repeats: 5, outputDir: 'out' }
  expect(resolveConfig({ ...base, file, flags: { jobs: 1 } })).toMatchObject({
    jobs: 1,
    repeats: 5,
    outputDir: '/repo/out',
  })
})

test('the resolved config is frozen, and so are the lists in it', () => {
  const config = resolveConfig({ ...base, file: { paths: ['a'] } })
  expect(Object.isFrozen(config) && Object.isFrozen(config.paths)).toBe(true)
})

const names = (...layers: Partial<typeof base>[]) =>
  resolveConfig(
    layers.reduce<typeof base>((all, layer) => ({ ...all, ...layer }), base),
  ).reporters.map(({ name }) => name)

test('the terminal reporter is added, unless JSON or a named reporter writes to stdout', () => {
  const junit = { name: 'junit', file: 'out.xml' } as const
  const onGithub = { machine: { ...machine, githubActions: true } }
  expect(names()).toEqual(['terminal'])
  expect(names(onGithub)).toEqual(['terminal', 'github'])
  expect(names({ flags: { reporters: [junit] } })).toEqual(['terminal', 'junit'])
  expect(names({ flags: { reporters: [junit, { name: 'github' }] } })).toEqual(['junit', 'github'])
  expect(names(onGithub, { flags: { json: true, reporters: [junit] } })).toEqual(['json', 'junit'])
  expect(names({ flags: { reporters: [{ name: 'json' }, { name: 'terminal' }] } })).toEqual([
    'json',
  ])
})

test('the html reporter without a file name writes into the output folder', () => {
  const reporters = [{ name: 'html' }, { name: 'html', file: 'out.html' }] as const
  const resolved = (file: { outputDir?: string }) =>
    resolveConfig({ ...base, file, flags: { reporters: [...reporters] } }).reporters
  expect(resolved({})).toEqual([
    { name: 'terminal' },
    { name: 'html', file: join('.leakcheck', 'report.html') },
    { name: 'html', file: 'out.html' },
  ])
  expect(resolved({ outputDir: '../kept' })[1]?.file).toBe(join('..', 'kept', 'report.html'))
})

test('a reporter given as a flag overrides json in the config file', () => {
  expect(names({ file: { json: true }, flags: { reporters: [{ name: 'terminal' }] } })).toEqual([
    'terminal',
  ])
})
