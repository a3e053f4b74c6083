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
  SMTP_PASS: "smtp#h0rse/it's",
  DB_PWD: 'dbpwd-77aa88',
  GH_PAT: 'ghpat-0011223344',
  STRIPE_SK: 'stripesk-99xx88',
  AWS_ACCESS_KEY_ID: 'AKIAJ7PV4XQZ2M5KLTWR',
  SESSION_COOKIE: 's%3Asid-abc987',
  APP_JWT: 'jwt.part.one-two',
  HASH_SALT: 'salt-9f8e7d',
  DATABASE_URL: 'postgres://admin:hunter2hunter2@db.example/shop',
  STORAGE: 'DefaultEndpointsProtocol=https;AccountKey=Zm9vYmFyYmF6cXV4==;EndpointSuffix=x',
  REPORTS_DB: 'Server=db;User Id=sa;Password=p4ssw0rd!x;Encrypt=true',
}
/** In a file that the tests load by themselves. */
const DOTENV = 'MAIL_PASSWORD="from-dotenv-5566"\nQUEUE_CONN_STR=amqp-7711-conn\n'
/** Made by the tests themselves, and put into their environment: only their process knows it. */
const OWN = ['only', 'here', '7788'].join('-')
/** In nobody's environment, but of a shape that tells. */
const SHAPED = ['ghp', 'aB3dE5gH7jK9mN1pQ3sT5vW7xY9zA1cD3eF5'].join('_')
/** What of them may be read nowhere. */
const UNSPEAKABLE = [
  ...Object.values(SECRETS).slice(0, -3),
  ...['hunter2hunter2', 'Zm9vYmFyYmF6cXV4', 'p4ssw0rd!x', 'from-dotenv-5566', 'amqp-7711-conn'],
  ...[OWN, SHAPED],
]

const VITEST = {
  'package.json': '{ "name": "loud", "private": true, "type": "module" }',
  'vitest.config.js': 'export default {}\n',
  '.env': DOTENV,
  'loud.test.js': `import { expect, test } from 'vitest'
process.loadEnvFile('.env')
process.env.VAULT_TOKEN = ['only', 'here', '7788'].join('-')
const shaped = ['ghp', 'aB3dE5gH7jK9mN1pQ3sT5vW7xY9zA1cD3eF5'].join('_')
const all = () => Object.values(process.env).join(' | ')
const { PASSWORD, SMTP_PASS, GH_PAT, VAULT_TOKEN } = process.env
const written = [PASSWORD, SMTP_PASS, VAULT_TOKEN].flatMap((each) => [JSON.stringify(each), encodeURIComponent(each), each.replaceAll("'", "'\\\\''")])
const seen = []
test('shouts', () => { console.log(all()); console.error(process.env.NPM_TOKEN, VAULT_TOKEN); seen.push(1); expect(seen).toHaveLength(1) })
test.each([GH_PAT, VAULT_TOKEN, SMTP_PASS])('broken: signs in with %s', (token) => { expect(token).toBe('') })
test('fails after it, with all that it knows', () => { if (seen.length) throw new Error('no luck with ' + all()) })
test('is written in other ways', () => { throw new Error(written.join(' ') + shaped) })
test('is the worst', () => { expect(process.env.DATABASE_URL).toBe(process.env.PASSWORD) })
test('cuts it short', () => { throw new Error('x'.repeat(3990) + process.env.STRIPE_SECRET_KEY) })\n`,
}
const PYTEST = {
  'pytest.ini': '[pytest]\n',
  '.env': DOTENV,
  'test_loud.py': `import json
import os
import shlex
import sys
from urllib.parse import quote

import pytest

for line in open(".env"):
    name, value = line.strip().split("=")
    os.environ[name] = value.strip('"')
os.environ["VAULT_TOKEN"] = "-".join(["only", "here", "7788"])
PASSWORD, SMTP_PASS = os.environ["PASSWORD"], os.environ["SMTP_PASS"]
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


@pytest.mark.parametrize("token", [os.environ["GH_PAT"], os.environ["VAULT_TOKEN"], SMTP_PASS])
def test_broken_signs_in(token):
    assert token == ""


def test_is_written_in_other_ways():
    ways = [repr, json.dumps, quote, shlex.quote]
    shaped = "_".join(["ghp", "aB3dE5gH7jK9mN1pQ3sT5vW7xY9zA1cD3eF5"])
    raise ValueError(" ".join(way(each) for way in ways for each in (PASSWORD, SMTP_PASS)) + shaped)


def test_is_the_worst():
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
    const why = await leakcheck(['why', 'worst'], folder, env)
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
    const list = await leakcheck(['list', ...more], folder, env)
    const texts = { stdout, stderr, why: why.stdout, list: list.stdout, ...contentsOf(written) }
    expect(texts.stdout).toContain('***')
    // A secret in an id is not in it, and what it leaves is still told apart.
    const ids = texts.list.split('\n')
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids.filter((id) => /signs.in.*\*\*\*/.test(id))).toHaveLength(3)
    for (const [name, text] of Object.entries(texts))
      for (const word of UNSPEAKABLE) {
        expect(text.includes(word), `${name}: ${word}`).toBe(false)
        // As JSON, XML and HTML write it.
        expect(text.includes(word.replaceAll('"', '\\"')), name).toBe(false)
        expect(text.includes(word.replaceAll('"', '&quot;')), name).toBe(false)
        expect(text.includes(encodeURIComponent(word)), `${name}: ${word} in a URL`).toBe(false)
        expect(text.includes(word.slice(0, 8)), `${name}: the beginning of ${word}`).toBe(false)
      }
  },
)

function contentsOf(paths: readonly string[]): Record<string, string> {
  return Object.fromEntries(paths.map((path) => [path, readFileSync(path, 'utf8')]))
}
