import { expect, test } from 'vitest'
import { redactArguments, redactor } from './redact.js'

const redact = redactor({
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
})

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
  const url = redactor({
    DATABASE_URL: 'postgres://app:s3cr3t-p@ss@db:5432/x',
    PAGE: 'https://a.b/c:d@e',
  })
  expect(url('no entry with s3cr3t-p@ss; see https://a.b/c:d@e')).toBe(
    'no entry with ***; see https://a.b/c:d@e',
  )
  expect(url("expected 'postgres://app:s3cr3t-…'")).toBe("expected 'postgres://app:***…'")
})
