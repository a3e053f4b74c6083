import { expect, test } from 'vitest'
import type { Failure } from '../model/failure.js'
import type { Cause, Finding } from '../model/report-document.js'
import { distinctKeys, findingKey, type KeyParts } from './key.js'

const failure: Failure = {
  type: 'Error',
  message: '',
  normalized: 'got <n> of 429',
  frame: 'src/api.ts:12',
}
const key = (changes: Partial<Failure> = {}, parts: Partial<KeyParts> = {}): string =>
  findingKey({ project: 'app', kind: 'victim', failure: { ...failure, ...changes }, ...parts })
const ofCause = (cause: Cause, domain?: string): string => key({}, { cause, domain })
const accumulation = (threshold: number): Cause => ({
  kind: 'accumulation',
  threshold,
  tippingTest: `t${String(threshold)}`,
  dose: [],
})

test('the key of a finding does not change with the line, the full message, or the counts in it', () => {
  expect(key()).toMatch(/^[0-9a-f]{16}$/)
  expect(key({ frame: 'src/api.ts:99' })).toBe(key())
  expect(key({ message: 'another sight of it' })).toBe(key())
  // A count that happens to look like an HTTP status.
  expect(key({ normalized: 'got 120 of 429' })).toBe(key())
})

test('the key of a finding changes with project, kind, type, reason, file or HTTP status', () => {
  const others = [
    key({}, { project: 'web' }),
    key({}, { kind: 'brittle' }),
    key({ type: 'TypeError' }),
    key({ normalized: 'cannot read x' }),
    key({ frame: 'src/db.ts:12' }),
    key({ normalized: 'expected 429 to be 200' }),
    key({ normalized: 'expected 500 to be 200' }),
  ]
  expect(new Set([key(), ...others]).size).toBe(8)
})

test('the key of a finding changes with who is to blame, but not with alternatives or the threshold', () => {
  const polluter = (tests: string[], alternatives: string[] = []): Cause => ({
    kind: 'polluter',
    ...{ tests, alternatives },
  })
  expect(ofCause(polluter(['a']))).not.toBe(ofCause(polluter(['b'])))
  expect(ofCause(polluter(['a'], ['b']))).toBe(ofCause(polluter(['a'])))
  expect(ofCause({ kind: 'co-polluters', tests: ['b', 'a'] })).toBe(
    ofCause({ kind: 'co-polluters', tests: ['a', 'b'] }),
  )
  expect(ofCause(accumulation(18))).toBe(ofCause(accumulation(19)))
  // The first half is about the failure only: without a cause, as when a search was cut, it is the same.
  expect(ofCause(polluter(['a'])).slice(0, 8)).toBe(key().slice(0, 8))
})

test('accumulations in two processes have different keys, unless their state is outside the process', () => {
  expect(ofCause(accumulation(3), 'app/a.test.ts')).not.toBe(
    ofCause(accumulation(3), 'app/b.test.ts'),
  )
  const outside = { ...accumulation(3), outside: true as const }
  expect(ofCause(outside, 'app/a.test.ts')).toBe(ofCause(outside, 'app/b.test.ts'))
})

test('of two findings with the same key, the first in the alphabet keeps it, and the other gets a suffix', () => {
  const finding = (id: string, of: string, victims: string[]) =>
    ({ id, key: of, victims }) as Finding
  const keysOf = (findings: Finding[]) =>
    Object.fromEntries(distinctKeys(findings).map(({ id, key }) => [id, key]))
  const three = [
    finding('L1', 'k', ['c', 'd']),
    finding('L2', 'k', ['b', 'a']),
    finding('L3', 'other', ['a']),
  ]
  expect(keysOf(three)).toMatchObject({ L2: 'k', L3: 'other' })
  expect(keysOf(three).L1).toMatch(/^k-[0-9a-f]{8}$/)
  expect(keysOf([...three].reverse())).toEqual(keysOf(three))
  // A third finding with the same key leaves the first two as they were.
  expect(keysOf([...three, finding('L4', 'k', ['b'])])).toMatchObject(keysOf(three))
})
