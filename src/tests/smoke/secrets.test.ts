/** What every reporter writes is valid; what is secret in the environment, in what tests print and in their errors is in none of it. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ctrfFaults, junitFaults, sarifFaults } from '../../report/official-schemas.fixture.js'
import { reportSchema } from '../expect/report-schema.js'
import { leakcheck } from '../drive/run-leakcheck.js'
import { temporaryFolder } from '../drive/temporary-folder.js'
import { virtualenv } from '../drive/folders.js'

const SECRETS = {
  NPM_TOKEN: 'npm_f00dfacecafe1234',
  STRIPE_SECRET_KEY: 'sk-live-0123456789',
  PASSWORD: 'c0rrect-h0rse "battery"',
  DATABASE_URL: 'postgres://admin:hunter2hunter2@db.example/shop',
}
/** What of them may be read nowhere. */
const UNSPEAKABLE = [...Object.values(SECRETS).slice(0, 3), 'hunter2hunter2']

const VITEST = {
  'package.json': '{ "name": "loud", "private": true, "type": "module" }',
  'vitest.config.js': 'export default {}\n',
  'loud.test.js': `import { expect, test } from 'vitest'
const all = () => Object.values(process.env).join(' | ')
const seen = []
test('shouts', () => { console.log(all()); console.error(process.env.NPM_TOKEN); seen.push(1); expect(seen).toHaveLength(1) })
test('fails after it, with all that it knows', () => { if (seen.length) throw new Error('no luck with ' + all()) })
test('is broken', () => { expect(process.env.DATABASE_URL).toBe(process.env.PASSWORD) })
test('cuts it short', () => { throw new Error('x'.repeat(3990) + process.env.STRIPE_SECRET_KEY) })\n`,
}
const PYTEST = {
  'pytest.ini': '[pytest]\n',
  'test_loud.py': `import os
import sys

seen = []


def every():
    return " | ".join(os.environ.values())


def test_shouts():
    print(every())
    print(os.environ["NPM_TOKEN"], file=sys.stderr)
    seen.append(1)


def test_fails_after_it():
    password = os.environ["PASSWORD"]
    assert not seen, "no luck with " + every() + password


def test_is_broken():
    assert os.environ["DATABASE_URL"] == os.environ["PASSWORD"]
`,
}

test.each([
  ['Vitest', VITEST, []],
  ['pytest', PYTEST, ['--python', virtualenv]],
] as const)(
  '%s: every file is valid, and no secret is in any of them, nor in the journal',
  async (_, files, more) => {
    const folder = temporaryFolder('secrets-')
    for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, file), text)
    const names = ['json', 'markdown', 'github', 'junit', 'sarif', 'ctrf', 'html', 'terminal']
    const reporters = names.flatMap((name) => ['--reporter', `${name}=.leakcheck/all.${name}`])
    const args = ['run', '--repeats', '1', ...more, ...reporters]
    const env = { ...SECRETS, GITHUB_STEP_SUMMARY: join(folder, '.leakcheck/summary.md') }
    const { stdout, stderr, exitCode } = await leakcheck(args, folder, env)
    expect(exitCode, stderr).toBe(1)
    const why = await leakcheck(['why', 'broken'], folder, env)
    expect(why.exitCode, why.stderr).toBe(0)

    const all = (name: string) => readFileSync(join(folder, `.leakcheck/all.${name}`), 'utf8')
    expect(sarifFaults(all('sarif'))).toEqual([])
    expect(ctrfFaults(all('ctrf'))).toEqual([])
    expect(await junitFaults(all('junit'))).toEqual([])
    expect(reportSchema(JSON.parse(all('json'))), JSON.stringify(reportSchema.errors)).toBe(true)
    expect(all('html')).toMatch(/^<!doctype html>/)
    expect(all('markdown')).toMatch(/^## leakcheck: \d findings?\n/)
    expect(all('github')).toMatch(/^::error file=/)
    expect(all('terminal')).toMatch(/^✗ L1 /m)

    const written = readdirSync(join(folder, '.leakcheck'), {
      recursive: true,
      withFileTypes: true,
    })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name))
    expect(written.map((path) => path.slice(folder.length + 1))).toEqual(
      expect.arrayContaining(['.leakcheck/journal.ndjson', '.leakcheck/all.html']),
    )
    const texts = { stdout, stderr, why: why.stdout, ...contentsOf(written) }
    expect(texts.stdout).toContain('***')
    for (const [name, text] of Object.entries(texts))
      for (const word of UNSPEAKABLE) {
        expect(text.includes(word), `${name}: ${word}`).toBe(false)
        // As JSON, XML and HTML write it.
        expect(text.includes(word.replaceAll('"', '\\"')), name).toBe(false)
        expect(text.includes(word.replaceAll('"', '&quot;')), name).toBe(false)
        expect(text.includes(word.slice(0, 8)), `${name}: the beginning of ${word}`).toBe(false)
      }
  },
)

function contentsOf(paths: readonly string[]): Record<string, string> {
  return Object.fromEntries(paths.map((path) => [path, readFileSync(path, 'utf8')]))
}
