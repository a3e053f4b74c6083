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

test('the key of a finding outlives edits, other counts and other words around them', () => {
  expect(key()).toMatch(/^[0-9a-f]{16}$/)
  expect(key({ frame: 'src/api.ts:99' })).toBe(key())
  expect(key({ message: 'another sight of it' })).toBe(key())
  // A count that happens to look like an HTTP status.
  expect(key({ normalized: 'got 120 of 429' })).toBe(key())
})

test('the key is another for another project, kind, type, reason or file', () => {
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

test('who is to blame is a part of it, but not how many others there are', () => {
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
  // What fails is the first half: a search that was cut leaves it as it is.
  expect(ofCause(polluter(['a'])).slice(0, 8)).toBe(key().slice(0, 8))
})

test('of those that nobody is to blame for, each process has its own', () => {
  expect(ofCause(accumulation(3), 'app/a.test.ts')).not.toBe(
    ofCause(accumulation(3), 'app/b.test.ts'),
  )
  const outside = { ...accumulation(3), outside: true as const }
  expect(ofCause(outside, 'app/a.test.ts')).toBe(ofCause(outside, 'app/b.test.ts'))
})

test('two findings of one report never share a key; the first in the alphabet has it as it was', () => {
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
  // Another one beside them changes nothing.
  expect(keysOf([...three, finding('L4', 'k', ['b'])])).toMatchObject(keysOf(three))
})
