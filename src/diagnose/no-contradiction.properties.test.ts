import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { openSimulatedHost } from '../simulation/simulated-host.js'
import type { SimulatedTest, SimulatedTests } from '../simulation/simulated-suite.js'
import { diagnosed } from './diagnosed.fixture.js'
import { partsNamed } from './named.fixture.js'

const MANY = { numRuns: 60 }
/** Safety net: a few seconds on an idle machine. */
const PATIENT = { timeout: 120_000 }
const STATES = ['x', 'y']

/**
 * Suites with one victim or two that fail with another text for each amount of what was left, or for each who left it; among tests
 * that leave some, leave much, clean, or do nothing.
 */
function tellingSuites({ cleaners }: { readonly cleaners: boolean }): fc.Arbitrary<SimulatedTests> {
  const state = fc.constantFrom(...STATES)
  const leaving = fc.record({ state, weight: fc.integer({ min: 1, max: 3 }) })
  const other: fc.Arbitrary<SimulatedTest> = fc.oneof(
    { weight: 3, arbitrary: fc.constant({}) },
    {
      weight: 4,
      arbitrary: fc.record({ leaves: fc.array(leaving, { minLength: 1, maxLength: 2 }) }),
    },
    { weight: cleaners ? 1 : 0, arbitrary: fc.record({ cleans: state }) },
  )
  const victim: fc.Arbitrary<SimulatedTest> = fc
    .record({
      state: fc.subarray(STATES, { minLength: 1 }),
      amount: fc.integer({ min: 1, max: 4 }),
      says: fc.constantFrom('how much' as const, 'who' as const),
      broken: fc.constantFrom(true, false, false, false),
    })
    .map(({ broken, ...failsAt }) => ({ failsAt, ...(broken ? { broken: true as const } : {}) }))
  return fc
    .tuple(
      fc.array(other, { minLength: 1, maxLength: 14 }),
      fc.array(victim, { minLength: 1, maxLength: 2 }),
    )
    .map(([others, victims]) =>
      Object.fromEntries([
        ...others.map((each, at) => [`f${at >> 2} > t${at}`, each] as const),
        ...victims.map((each, at) => [`v${at} > victim`, each] as const),
      ]),
    )
}

/** The truth: how the last test of this order fares, past all searches. */
function lastIn(tests: SimulatedTests, order: readonly string[]): string {
  const request = { purpose: 'truth', project: 'p', order, host: 'cold' } as const
  const [record] = openSimulatedHost({ tests }, 1).execute([request])
  const last = record?.results.at(-1)
  return last?.failure?.message ?? 'passed'
}

describe('whatever a victim says when fewer of its polluters ran,', PATIENT, () => {
  test.each([
    { cleaners: false, clones: false },
    { cleaners: false, clones: true },
    { cleaners: true, clones: false },
    { cleaners: true, clones: true },
  ])(
    'each part that a cause names makes the failure go away when it is left out (cleaners: $cleaners, clones: $clones)',
    async ({ cleaners, clones }) => {
      await fc.assert(
        fc.asyncProperty(tellingSuites({ cleaners }), async (tests) => {
          for (const { members, cause } of await diagnosed(tests, { clones })) {
            const [member] = members
            const victim = member?.verdict.test.id ?? ''
            const healed = lastIn(tests, [victim])
            const parts = partsNamed(cause)
            for (const part of parts) {
              const others = parts.filter((other) => other !== part)
              const order = member?.difference.company.seen[0]?.order ?? []
              const failing = order.slice(0, order.indexOf(victim)).filter((id) => id !== part)
              const least = lastIn(tests, [...others, victim])
              // What cleans in that order is not there among those who are named.
              expect([least, ...(cleaners ? [lastIn(tests, [...failing, victim])] : [])]).toContain(healed) // prettier-ignore
            }
          }
        }),
        MANY,
      )
    },
  )

  test.each([true, false])(
    'no evidence under a cause says that the victim failed without it (clones: %s)',
    async (clones) => {
      await fc.assert(
        fc.asyncProperty(tellingSuites({ cleaners: true }), async (tests) => {
          for (const { members, cause, proof } of await diagnosed(tests, { clones })) {
            if (!cause || members[0]?.kind !== 'victim') continue
            const absent = proof.filter(({ expected }) => expected === 'absent')
            expect(absent.map(({ failed }) => failed)).toEqual(absent.map(() => 0))
            expect(absent.length).toBeGreaterThan(0)
          }
        }),
        MANY,
      )
    },
  )

  test.each([true, false])('a cause is found where nothing cleans (clones: %s)', async (clones) => {
    await fc.assert(
      fc.asyncProperty(tellingSuites({ cleaners: false }), async (tests) => {
        for (const { cause, ruledOut } of await diagnosed(tests, { clones }))
          expect(cause, ruledOut.join('; ')).toBeDefined()
      }),
      MANY,
    )
  })
})
