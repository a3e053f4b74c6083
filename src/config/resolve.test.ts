import { join } from 'node:path'
import { expect, test } from 'vitest'
import { resolveConfig } from './resolve.js'

const machine = { parallelism: 16, githubActions: false }
const base = { cwd: '/repo', file: {}, flags: {}, machine }

test('defaults < file < flags', () => {
  expect(resolveConfig(base)).toMatchObject({ jobs: 4, repeats: 3, outputDir: '/repo/.leakcheck' })
  const file = { jobs: 2, repeats: 5, outputDir: 'out' }
  expect(resolveConfig({ ...base, file, flags: { jobs: 1 } })).toMatchObject({
    jobs: 1,
    repeats: 5,
    outputDir: '/repo/out',
  })
})

test('the result is frozen all the way down', () => {
  const config = resolveConfig({ ...base, file: { paths: ['a'] } })
  expect(Object.isFrozen(config) && Object.isFrozen(config.paths)).toBe(true)
})

const names = (...layers: Partial<typeof base>[]) =>
  resolveConfig(
    layers.reduce<typeof base>((all, layer) => ({ ...all, ...layer }), base),
  ).reporters.map(({ name }) => name)

test('people see something on stdout unless JSON has it', () => {
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

test('html without a file goes into the output folder, wherever that is', () => {
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

test('a reporter given as a flag is not undone by json in the file', () => {
  expect(names({ file: { json: true }, flags: { reporters: [{ name: 'terminal' }] } })).toEqual([
    'terminal',
  ])
})
