import { inspect } from 'node:util'
import { expect, test } from 'vitest'
import { redactArguments, redactor } from './redact.js'
import { loadTokenShapes } from './token-shapes.js'

const redact = redactor(
  Object.entries({
    GITHUB_TOKEN: 'ghp_abcdefgh',
    DB_PASSWORD: 'hunter2hunter2',
    DB_PASSWORD_OLD: 'hunter2hunter2-old',
    STRIPE_KEY: 'sk_live_1234',
    NPM_CONFIG__AUTH: 'dXNlcjpwYXNz',
    HOME: '/home/me/projects',
    MONKEY: 'see-no-evil',
    API_KEY: 'short',
    EMPTY_SECRET: '',
    UNSET_SECRET: undefined,
  }),
)

test('values of variables that look secret are replaced by *** wherever they occur', () => {
  expect(redact('401 for ghp_abcdefgh, again ghp_abcdefgh')).toBe('401 for ***, again ***')
  expect(redact('sk_live_1234 dXNlcjpwYXNz')).toBe('*** ***')
})

test('a secret that contains another one is replaced as a whole', () => {
  expect(redact('hunter2hunter2-old')).toBe('***')
})

test('values of other variables, and short values, are not replaced', () => {
  const text = '/home/me/projects see-no-evil short'
  expect(redact(text)).toBe(text)
})

test.each([
  ['postgres://app:s3cret@db:5432/x', 'postgres://***@db:5432/x'],
  ['https://me:p@ss@host/a', 'https://***@host/a'],
  ['https://ghp_token@github.com/a.git', 'https://***@github.com/a.git'],
  ['see https://a.b/c?mail=x@y.z', 'see https://a.b/c?mail=x@y.z'],
  ['http://localhost:3000/a me@here', 'http://localhost:3000/a me@here'],
])('%j is printed as %j', (text, clean) => {
  expect(redact(text)).toBe(clean)
})

test.each([
  [
    ['--token', 'abc'],
    ['--token', '***'],
  ],
  [['--token=abc'], ['--token=***']],
  [
    ['--api-key', 'abc'],
    ['--api-key', '***'],
  ],
  [['--apiKey=abc'], ['--apiKey=***']],
  [['--basic-auth=abc'], ['--basic-auth=***']],
  [['--env.DB_PASSWORD=abc'], ['--env.DB_PASSWORD=***']],
  [
    ['--url', 'https://a:b@c'],
    ['--url', 'https://***@c'],
  ],
  [
    ['run', '--seed', '7', '--author', 'me'],
    ['run', '--seed', '7', '--author', 'me'],
  ],
])('the command %j is reported as %j', (argv, clean) => {
  expect(redactArguments(argv, redact)).toEqual(clean)
})

test.each([
  ['no luck with hunter2hun…', 'no luck with ***…'],
  ["expected 'sk_live_12...' to be 'x'", "expected '***...' to be 'x'"],
  ['cut at the end: ghp_abc', 'cut at the end: ***'],
  ['abcdefgh is how it begins', '*** is how it begins'],
  ['a hunter2 is no secret, and neither is hunt…', 'a hunter2 is no secret, and neither is hunt…'],
])('in a message that was cut, %j is printed as %j', (text, clean) => {
  expect(redact(text)).toBe(clean)
})

test('the password of a URL in any variable is replaced wherever it occurs', () => {
  const url = redactor(
    Object.entries({
      DATABASE_URL: 'postgres://app:s3cr3t-p@ss@db:5432/x',
      PAGE: 'https://a.b/c:d@e',
    }),
  )
  expect(url('no entry with s3cr3t-p@ss; see https://a.b/c:d@e')).toBe(
    'no entry with ***; see https://a.b/c:d@e',
  )
  expect(url("expected 'postgres://app:s3cr3t-…'")).toBe("expected 'postgres://app:***…'")
})

const awkward = `a"b'c\\d/e f%g&h<i\n2\u00e9`

test.each([
  ['as it is', awkward],
  ['as JSON', JSON.stringify(awkward)],
  ['as JSON in ASCII', `"a\\"b'c\\\\d/e f%g&h<i\\n2\\u00e9"`],
  ['as JSON in JSON', JSON.stringify(JSON.stringify(awkward))],
  ['as Node shows it', inspect(awkward)],
  ["as Python's repr", `'a"b\\'c\\\\d/e f%g&h<i\\n2\u00e9'`],
  ['in a path of a URL', encodeURIComponent(awkward)],
  ['in a query', new URLSearchParams({ q: awkward }).toString()],
  ["as Python's quote", `a%22b%27c%5Cd/e%20f%25g%26h%3Ci%0A2%C3%A9`],
  [
    'in lower case of its codes',
    encodeURIComponent(awkward).replace(/%../g, (code) => code.toLowerCase()),
  ],
  ['in single quotes of a shell', `'${awkward.replaceAll("'", "'\\''")}'`],
  ["as Python's shlex.quote", `'${awkward.replaceAll("'", `'"'"'`)}'`],
  ['in double quotes of a shell', `"${awkward.replace(/["$`\\]/g, '\\$&')}"`],
  ['in markup', awkward.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')],
  ['as base64', Buffer.from(awkward).toString('base64')],
  ['as hex', Buffer.from(awkward).toString('hex')],
  ['with colours in it', `a"b\u001b[31m'c\\d/e f\u001b[0m%g&h<i\n2\u00e9`],
])('a secret is not shown %s', (_, text) => {
  const shown = redactor([['DB_PASSWORD', awkward]])(`before ${text} after`)
  expect(shown).toMatch(/^before [q="'`\\]*\*\*\*[="'`\\]* after$/)
})

test('of a value that was cut in its middle, neither end is shown', () => {
  const secret = redactor([['API_KEY', 'sk-0123456789abcdefghij']])
  expect(secret("assert 'sk-0123456...defghij' == ''")).toBe("assert '***...' == ''")
})

test.each([
  ['Server=db;Password=hunter22;x=1', 'Server=db;Password=***;x=1'],
  ['AccountKey=Zm9vYmFy1+/==;EndpointSuffix=y', 'AccountKey=***;EndpointSuffix=y'],
  ['serve --token abc123def --port 80', 'serve --token *** --port 80'],
  ["connect(host='db', password='hunter22')", "connect(host='db', password='***')"],
  ['sorted(x, key=lambda y: y)', 'sorted(x, key=lambda y: y)'],
  ['chat(max_tokens=128000, tokens=[1, 2])', 'chat(max_tokens=128000, tokens=[1, 2])'],
  ['assert token == other', 'assert token == other'],
  ['cookies=RequestsCookieJar()', 'cookies=RequestsCookieJar()'],
])('what is assigned in a text: %j is printed as %j', (text, clean) => {
  expect(redact(text)).toBe(clean)
})

const run = (text: string, length: number) => text.repeat(length).slice(0, length)
test.each([
  `ghp_${run('aB3dE5gH7jK9mN1pQ3sT5vW7xY9zA1cD3eF5', 36)}`,
  `xoxb-123456789012-1234567890123-${run('aBcDeFgHiJkLmNoPqRsTuVwX', 24)}`,
  `glpat-${run('aB3dE5gH7jK9mN1pQ3sT', 20)}`,
  `npm_${run('aB3dE5gH7jK9mN1pQ3sT5vW7xY9zA1cD3eF5', 36)}`,
  `sk_live_${run('4eC39HqLyjWDarjtT1zdp7dc', 24)}`,
  ['AKIA', 'J7PV4XQZ2M5KLTWR'].join(''),
  'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N',
  '-----BEGIN RSA PRIVATE KEY-----\nMIIEpAIBAAKCAQEA7bq\n-----END RSA PRIVATE KEY-----',
])('what has the shape of a token is not shown, wherever it came from: %s', async (token) => {
  const shapes = redactor([], await loadTokenShapes())
  expect(shapes(`expected '${token}' to be 'x'`)).toBe("expected '***' to be 'x'")
})

test('words, numbers, digests and paths have no such shape', async () => {
  const shapes = redactor([], await loadTokenShapes())
  const text = `assert login('a', 'b') == 3 at tests/test_a.py:12, 5f2b9c3e8d7a6b5c4d3e2f1a0b9c8d7e6f5a4b3c, 550e8400-e29b-41d4-a716-446655440000, sk-learn, # secretlint-disable`
  expect(shapes(text)).toBe(text)
})
