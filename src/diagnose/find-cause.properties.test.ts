import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { VICTIM } from '../simulation/scenario.js'
import { openSimulatedHost } from '../simulation/simulated-host.js'
import type { SimulatedSuite } from '../simulation/simulated-suite.js'
import { findCause, type Found } from './find-cause.js'
import { generatedSuite } from './generated-suite.fixture.js'
import { terrainOf, tryOut } from './trial.fixture.js'

/** Suites that meet a test's preconditions, others in each run: what goes wrong in one of twenty is missed once in 170 runs. */
const MANY = { numRuns: 100 }
/** Safety net: none of them takes a second on an idle machine. */
const PATIENT = { timeout: 60_000 }

/** The truth: the suite itself is asked, past all searches. */
function fails(suite: SimulatedSuite, company: readonly string[]): boolean {
  const order = [...company, VICTIM]
  const request = { purpose: 'truth', project: 'p', order, host: 'cold' } as const
  const [record] = openSimulatedHost(suite, 1).execute([request])
  return record?.results.at(-1)?.outcome === 'failed'
}

function companyOf(found: Found): readonly string[] {
  switch (found.kind) {
    case 'one':
      return [found.item]
    case 'several':
    case 'distinct':
      return found.items
    case 'counted':
      return times(found.tipping, found.threshold)
    case 'nothing':
      throw new Error(found.ruledOut)
  }
}

function times(id: string, count: number): string[] {
  return Array.from({ length: count }, () => id)
}

describe('findCause, on generated suites with a victim that fails,', PATIENT, () => {
  test.each([
    { cleaners: true, suites: 'suites with cleaners' },
    { cleaners: false, suites: 'suites without cleaners' },
  ])('names tests after which the victim fails again, in $suites', ({ cleaners }) => {
    fc.assert(
      fc.property(generatedSuite({ cleaners }), ({ suite, others }) => {
        fc.pre(fails(suite, others))
        const { found } = tryOut(suite, findCause(terrainOf(others)))
        expect(fails(suite, companyOf(found))).toBe(true)
      }),
      MANY,
    )
  })

  test('names only tests that are all needed when it names several, in suites without cleaners', () => {
    fc.assert(
      fc.property(generatedSuite({ cleaners: false }), ({ suite, others }) => {
        fc.pre(fails(suite, others))
        const { found } = tryOut(suite, findCause(terrainOf(others)))
        fc.pre(found.kind === 'several' || found.kind === 'distinct')
        const company = companyOf(found)
        for (const one of company)
          expect(
            fails(
              suite,
              company.filter((other) => other !== one),
            ),
          ).toBe(false)
      }),
      MANY,
    )
  })

  test('names the smallest count that is enough when it names a test with a count', () => {
    fc.assert(
      fc.property(generatedSuite({ cleaners: true }), ({ suite, others }) => {
        fc.pre(fails(suite, others))
        const { found } = tryOut(suite, findCause(terrainOf(others)))
        fc.pre(found.kind === 'counted')
        const { tipping, threshold } = found
        expect(fails(suite, times(tipping, threshold))).toBe(true)
        expect(fails(suite, times(tipping, threshold - 1))).toBe(false)
      }),
      MANY,
    )
  })

  test('takes about one binary search for each test that it names, in suites without cleaners', () => {
    fc.assert(
      fc.property(generatedSuite({ cleaners: false }), ({ suite, others }) => {
        fc.pre(fails(suite, others))
        const { found, oracle } = tryOut(suite, findCause(terrainOf(others)))
        expect(oracle.counts.search).toBeLessThanOrEqual(boundFor(found, others.length))
      }),
      MANY,
    )
  })
})

/** Questions that the search has in the worst case. */
function boundFor(found: Found, size: number): number {
  const halvings = Math.ceil(Math.log2(size))
  // Is it the tipping test by itself? Is it enough when repeated, 32 times or as often as there are tests?
  const beginning = halvings + 1
  const repeating = 2 + Math.max(5, Math.ceil(Math.log2(size)))
  if (found.kind === 'one') return beginning
  if (found.kind === 'counted') return beginning + repeating
  // Another search for each of the others, is that enough, and can others stand in for each of them?
  const { length } = companyOf(found)
  const standIns = found.kind === 'distinct' ? length : length + 1
  return beginning + 2 + (length - 1) * (halvings + 1) + standIns
}
