import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { findingKey } from '../document/key.js'
import type { Cause, Finding } from '../model/report-document.js'
import { sampleFinding } from '../report/sample-report.fixture.js'
import type { BaselineEntry } from './entry.js'
import { sampleEntry } from './entry.fixture.js'
import { matchFindings } from './match.js'

const finding = (key: string, victims: string[], changes: Partial<Finding> = {}): Finding =>
  sampleFinding([], { key, victims, cause: { kind: 'polluter', tests: ['p'] }, ...changes })
const entry = (key: string, victims: string[], changes: Partial<BaselineEntry> = {}) =>
  sampleEntry({ key, victims, cause: 'after p', ...changes })
const [KEY, BLAMES_OTHERS, FAILS_OTHERWISE, ANOTHER] = [
  'aaaaaaaa11111111',
  'aaaaaaaa22222222',
  'bbbbbbbb11111111',
  'cccccccc33333333',
]
/** Whether the entry matches the finding. */
const known = (one: Finding, other: BaselineEntry) => matchFindings([one], [other]).has(one)

test('an entry matches a finding with the same key, even if the victims differ', () => {
  expect(known(finding(KEY, ['b']), entry(KEY, ['a']))).toBe(true)
  expect(known(finding(ANOTHER, ['a']), entry(KEY, ['a']))).toBe(false)
})

test('an entry with half the key in common matches if kind and a victim are the same, too', () => {
  expect(known(finding(BLAMES_OTHERS, ['a']), entry(KEY, ['a']))).toBe(true)
  expect(known(finding(BLAMES_OTHERS, ['b']), entry(KEY, ['a']))).toBe(false)
  expect(known(finding(FAILS_OTHERWISE, ['a']), entry(KEY, ['a']))).toBe(true)
  expect(known(finding(FAILS_OTHERWISE, ['b']), entry(KEY, ['a']))).toBe(false)
  const brittle = finding(FAILS_OTHERWISE, ['a'], { kind: 'brittle' })
  expect(known(brittle, entry(KEY, ['a']))).toBe(false)
})

test('two findings have no cause in common if the cause of one of them is unknown', () => {
  const { cause: _, ...unknown } = finding(FAILS_OTHERWISE, ['a'])
  expect(known(unknown, entry(KEY, ['a']))).toBe(false)
  expect(known(finding(FAILS_OTHERWISE, ['a']), entry(KEY, ['a'], { cause: undefined }))).toBe(
    false,
  )
})

test('of two findings with the same key, the one that has victims in common with the entry is known', () => {
  const first = finding(KEY, ['a'])
  const second = finding(`${KEY}-12345678`, ['b'])
  const matches = matchFindings([first, second], [entry(KEY, ['b'])])
  expect([matches.has(first), matches.has(second)]).toEqual([false, true])
})

test('if a known finding has split into two, both are known', () => {
  const parts = [finding(KEY, ['a']), finding(`${KEY}-12345678`, ['b'])]
  expect(matchFindings(parts, [entry(KEY, ['a', 'b'])]).size).toBe(2)
})

const names = fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e'), { minLength: 1 })
const leaks: readonly { project: string; message: string; cause: Cause }[] = [
  { project: 'app', message: 'got <n> of <n>', cause: { kind: 'polluter', tests: ['p'] } },
  { project: 'app', message: 'got <n> of <n>', cause: { kind: 'polluter', tests: ['q'] } },
  { project: 'web', message: 'got <n> of <n>', cause: { kind: 'polluter', tests: ['p'] } },
  {
    project: 'app',
    message: '429 Too Many Requests',
    cause: { kind: 'accumulation', threshold: 3, tippingTest: 'x', dose: [] },
  },
]

test('with another seed, more tests and other victims, each finding still matches its own entry', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ before: names, now: names, count: fc.nat(), others: names }), {
        minLength: leaks.length,
        maxLength: leaks.length,
      }),
      fc.array(names, { maxLength: 3 }),
      (runs, more) => {
        const keyOf = (index: number, count: number, others: string[], line: number) => {
          const leak = leaks[index] ?? expect.unreachable()
          const { project, message, cause } = leak
          const normalized = message.replaceAll('<n>', String(count))
          const failure = { type: 'E', message: '', normalized, frame: `a.ts:${String(line)}` }
          const seen: Cause =
            cause.kind === 'accumulation'
              ? { ...cause, threshold: count, tippingTest: others[0] ?? '' }
              : { ...cause, ...{ alternatives: others } }
          return findingKey({ project, kind: 'victim', failure, cause: seen, domain: 'd' })
        }
        // Each leak has tests of its own.
        const own = (index: number, victims: string[]) =>
          victims.map((id) => `${String(index)} ${id}`)
        const entries = runs.map(({ before }, index) =>
          entry(keyOf(index, 7, [], 1), own(index, before)),
        )
        const found = runs.map(({ now, count, others }, index) =>
          finding(keyOf(index, count % 90, others, count), own(index, now)),
        )
        const fresh = more.map((victims, index) =>
          finding(`${String(index)}fffffff99999999`, own(9, victims)),
        )
        const matches = matchFindings([...fresh, ...found], entries)
        expect(found.map((each) => matches.get(each))).toEqual(entries)
        expect(fresh.some((each) => matches.has(each))).toBe(false)
      },
    ),
  )
})
