import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { LeakcheckError } from '../errors.js'
import { loadConfig } from './load.js'
import { validateConfig } from './validate.js'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'leakcheck-config-'))
})
afterEach(() => rm(folder, { recursive: true }))

async function fault(file: string, content: string, named?: string): Promise<LeakcheckError> {
  await writeFile(join(folder, file), content)
  const error = await loadConfig(folder, named).catch((error: unknown) => error)
  if (!(error instanceof LeakcheckError)) expect.unreachable(`no fault: ${String(error)}`)
  expect(error.message).not.toContain('\n')
  return error
}

test.each([
  ['leakcheck.config.json', '{ "$schema": "x", "timeout": "90s", "isolate": "sample:20" }'],
  ['leakcheck.config.mjs', 'export default { timeout: "90000ms", isolate: "sample:20" }'],
  [
    'leakcheck.config.ts',
    `import { defineConfig } from 'leakcheck'
    export default defineConfig({ timeout: '1.5m' as const, isolate: 'sample:20' })`,
  ],
  ['package.json', '{ "leakcheck": { "timeout": "90s", "isolate": "sample:20" } }'],
])('the config is loaded from %s', async (file, content) => {
  await writeFile(join(folder, file), content)
  expect(await loadConfig(folder)).toMatchObject({
    timeout: 90_000,
    isolate: { kind: 'sample', size: 20 },
  })
})

test('without a config file, and with a package.json that has no leakcheck key, the config is empty', async () => {
  expect(await loadConfig(folder)).toEqual({})
  await writeFile(join(folder, 'package.json'), '{}')
  expect(await loadConfig(folder)).toEqual({})
})

test('a named file is read instead of the one that would be found', async () => {
  await writeFile(join(folder, 'leakcheck.config.json'), '{ "jobs": 1 }')
  await writeFile(join(folder, 'ci.json'), '{ "jobs": 2 }')
  expect(await loadConfig(folder, 'ci.json')).toEqual({ jobs: 2 })
})

test('an unknown key is reported before other mistakes, with the key that was probably meant', async () => {
  const error = await fault('leakcheck.config.json', '{ "jobs": "many", "timout": 3 }')
  expect(error).toMatchObject({
    code: 'config-unknown-key',
    message: 'leakcheck.config.json: unknown key "timout"',
    hint: "did you mean 'timeout'?",
  })
})

test.each([
  [
    '{ "timeout": "soon" }',
    'timeout must be a duration with its unit, such as 500ms, 90s, 5m or 1h, not "soon"',
  ],
  [
    '{ "timeout": 90 }',
    'timeout must be a duration with its unit, such as 500ms, 90s, 5m or 1h, not 90',
  ],
  [
    '{ "timeout": 0 }',
    'timeout must be a duration with its unit, such as 500ms, 90s, 5m or 1h, not 0',
  ],
  ['{ "budget": "900h" }', 'budget must be a duration between 1ms and 24 days, not "900h"'],
  ['{ "paths": ["a", 7] }', 'paths[1] must be a string, not 7'],
  ['{ "reporters": ["=x"] }', /^reporters\[0\] must be terminal, json, .*, a module, or name=file/],
  ['{ "jobs": 0 }', 'jobs must be a whole number, 1 or more, not 0'],
  ['[]', 'the configuration must be an object, not a list'],
])('the config %s is refused: %s', async (content, message) => {
  const error = await fault('leakcheck.config.json', content)
  expect(error.message.replace(/^leakcheck\.config\.json: /, '')).toMatch(message)
})

test.each([
  [{ json: true, reporters: ['junit'] }, 'junit', 'junit=junit.xml'],
  [{ reporters: ['./mine.js', 'json'] }, './mine.js', './mine.js=FILE'],
])('JSON on stdout beside another reporter is refused: %j', async (config, name, hint) => {
  const error = await fault('leakcheck.config.json', JSON.stringify(config))
  expect(error.message).toContain(`JSON has stdout to itself, and the reporter ${name} names no`)
  expect(error.hint).toBe(`give it one: ${hint}`)
})

test('JSON on stdout goes with reporters that write to files', () => {
  const flags = { json: true, reporters: ['junit=out.xml', 'html', 'json'] }
  const source = { code: 'bad-flag', prefix: '', nameOf: (path: string) => path } as const
  expect(validateConfig(flags, source).reporters).toHaveLength(3)
  expect(() => validateConfig({ json: true, reporters: ['github'] }, source)).toThrow('github')
})

test.each([
  ['leakcheck.config.json', '{\n  "jobs": 2,\n}', /line 3, column 1/],
  ['leakcheck.config.json', '', /is empty/],
  ['leakcheck.config.mjs', 'export default {', /could not be read: ./],
  ['leakcheck.config.mjs', 'export const config = {}', /no default export/],
  ['leakcheck.config.ts', 'throw new Error("first\\nsecond")', /: first$/],
])('a %s that contains %j is refused with one line', async (file, content, message) => {
  const error = await fault(file, content)
  expect(error.message).toMatch(/^leakcheck\.config\./)
  expect(error.message).toMatch(message)
})

test('naming a config file that does not exist is an error', async () => {
  await expect(loadConfig(folder, 'nope.json')).rejects.toMatchObject({ code: 'config-not-found' })
})
