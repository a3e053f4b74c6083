import { expect, test } from 'vitest'
import { LeakcheckError } from '../errors.js'
import { sampleEntry } from './entry.fixture.js'
import { parseBaseline } from './parse.js'
import { printBaseline } from './print.js'

const entries = [
  sampleEntry({ key: 'bbbbbbbb00000000', victims: ['b', 'a'], reason: 'JIRA-7' }),
  sampleEntry({ key: 'aaaaaaaa00000000-12345678', expires: '2027-01-31', cause: 'after x' }),
]

function fault(content: string): LeakcheckError {
  try {
    parseBaseline(content, 'known.json')
  } catch (error) {
    if (error instanceof LeakcheckError) return error
    throw error
  }
  expect.unreachable('no fault')
}

test('a printed baseline is sorted, and reading it and printing it again gives the same text', () => {
  const text = printBaseline(entries)
  const read = parseBaseline(text, 'known.json')
  expect(read.map(({ key }) => key)).toEqual(['aaaaaaaa00000000-12345678', 'bbbbbbbb00000000'])
  expect(read[1]).toEqual({ ...entries[0], victims: ['a', 'b'] })
  expect(printBaseline(read)).toBe(text)
  expect(printBaseline([...entries].reverse())).toBe(text)
  expect(parseBaseline(`\uFEFF${text}`, 'known.json')).toEqual(read)
})

const entry = JSON.stringify(sampleEntry())
const file = (...findings: string[]) => `{ "schemaVersion": 1, "findings": [${findings.join()}] }`

test.each([
  ['no content', '', /known\.json: could not be read/, /remove the file/],
  [
    'a trailing comma',
    '{ "schemaVersion": 1,\n  "findings": [],\n}',
    /line 3, column 1/,
    /remove the file/,
  ],
  [
    'a list instead of an object',
    '[]',
    /a baseline must be an object, not that/,
    /remove the file/,
  ],
  [
    'no schemaVersion',
    '{ "findings": [] }',
    /schemaVersion must be 1: .*missing/,
    /remove the file/,
  ],
  [
    'another schemaVersion',
    '{ "schemaVersion": 2, "findings": [] }',
    /schemaVersion must be 1: .*, not 2/,
    /mend/,
  ],
  [
    'a misspelled key',
    '{ "schemaVersion": 1, "findigs": [] }',
    /unknown key "findigs"/,
    /'findings'/,
  ],
  [
    'a misspelled key in a finding',
    file('{ "reson": "x" }'),
    /findings\[0\]: unknown key "reson"/,
    /'reason'/,
  ],
  [
    'an unknown key in a finding',
    file('{ "zzzzzzzzz": 1 }'),
    /unknown key "zzzzzzzzz"/,
    /known keys: key, kind/,
  ],
  [
    'a word as expiry date',
    file(entry, entry.replace('"kind"', '"expires":"soon","kind"')),
    /findings\[1\]\.expires must be a date such as 2027-01-31, not "soon"/,
    /mend/,
  ],
  [
    'an expiry date that does not exist',
    file(entry, entry.replace('"kind"', '"expires":"2027-02-30","kind"')),
    /expires must be a date/,
    /mend/,
  ],
  [
    'an unknown kind',
    file(entry.replace('victim"', 'leak"')),
    /kind must be victim, brittle/,
    /mend/,
  ],
  [
    'two entries of the same key',
    file(entry, entry),
    /two entries have the key 00000000aaaaaaaa/,
    /victims of both/,
  ],
  [
    'a merge conflict',
    `{\n<<<<<<< HEAD\n  "schemaVersion": 1\n=======\n>>>>>>> other\n}`,
    /a merge conflict is left in it \(line 2\)/,
    /both sides/,
  ],
])('a baseline with %s is refused with one line and a hint', (_, content, message, hint) => {
  const error = fault(content)
  expect(error.message).toMatch(message)
  expect(error.message).not.toContain('\n')
  expect(error.hint).toMatch(hint)
  expect(error.exitCode).toBe(2)
})
