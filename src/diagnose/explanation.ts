import type { Order } from '../model/order.js'
import type { Cause, FindingKind } from '../model/report-document.js'
import type { TestCase } from '../model/suite.js'
import type { Question } from './search.js'
import { withRepeats, type Surroundings } from './subject.js'

/** What a search came to. */
export type Explanation =
  | { readonly kind: 'files'; readonly files: readonly string[] }
  | {
      readonly kind: 'tests'
      /** The test that was searched. */
      readonly victim: string
      /** One, or several that are all needed, in the order in which they were found to be enough before it. */
      readonly tests: readonly string[]
      /** Others that do it on their own. */
      readonly alternatives: readonly string[]
      readonly cleaners: readonly string[]
    }
  | {
      readonly kind: 'accumulation'
      readonly threshold: number
      readonly tipping: string
      /** Repeating the tipping test that often is enough; else only different tests add up. */
      readonly repeats: boolean
      /** Any `threshold` of these are enough; undefined: some count for more than others. */
      readonly contributors?: readonly string[]
      /** So many tests that are known to be enough, where only different ones count. */
      readonly example: readonly string[]
    }

export interface Unexplained {
  readonly kind: 'nothing'
  readonly ruledOut: readonly string[]
}

/** The least company in which the explanation says that a test shows the effect; undefined: it says nothing of that test. */
export function leastCompany(
  explanation: Explanation,
  test: TestCase,
  around: Surroundings,
  standIn?: string,
): Question | undefined {
  if (explanation.kind === 'files') {
    if (explanation.files.includes(test.file)) return undefined
    return { order: [test.id], imports: explanation.files }
  }
  const before = testsFor(explanation, test, around, standIn)
  return before && { order: [...before, test.id] }
}

function testsFor(
  explanation: Exclude<Explanation, { kind: 'files' }>,
  test: TestCase,
  around: Surroundings,
  standIn: string | undefined,
): Order | undefined {
  const all = around.last(test).filter((id) => id !== test.id)
  const inOrder = (some: readonly string[]) => all.filter((id) => some.includes(id))
  if (explanation.kind === 'tests') {
    const { tests, alternatives } = explanation
    if (test.id === explanation.victim) return tests
    if (!tests.includes(test.id)) return inOrder(tests)
    // A polluter can be a victim of another one.
    const other = [...alternatives, standIn].find((id) => id !== undefined && id !== test.id)
    return tests.length === 1 && other !== undefined ? [other] : undefined
  }
  const { threshold, tipping, repeats, contributors = [], example } = explanation
  if (repeats && tipping !== test.id) return withRepeats(tipping, threshold, [], all, around)
  const known = (contributors.length > 0 ? contributors : example).filter((id) => id !== test.id)
  return known.length >= threshold ? inOrder(known.slice(0, threshold)) : undefined
}

/** What is left to claim when what it says of others does not hold: some may count for more than others. */
export function weaker(explanation: Explanation, victim: string): readonly Explanation[] {
  if (explanation.kind !== 'accumulation' || !explanation.contributors) return []
  const { contributors: _, ...counted } = explanation
  if (counted.repeats) return [counted]
  return [{ kind: 'tests', victim, tests: counted.example, alternatives: [], cleaners: [] }]
}

/** Every test that the explanation names. */
export function namedIn(explanation: Explanation): readonly string[] {
  switch (explanation.kind) {
    case 'files':
      return []
    case 'tests':
      return [...explanation.tests, ...explanation.alternatives]
    case 'accumulation':
      return [explanation.tipping, ...explanation.example, ...(explanation.contributors ?? [])]
  }
}

export function toCause(explanation: Explanation, kind: FindingKind): Cause {
  const isBrittle = kind === 'brittle'
  switch (explanation.kind) {
    case 'files': {
      const files = [...explanation.files]
      return isBrittle ? { kind: 'state-setter', tests: [], files } : { kind: 'load-time', files }
    }
    case 'tests': {
      const tests = [...explanation.tests]
      const others = [...explanation.alternatives]
      const alternatives = others.length > 0 ? { alternatives: others } : {}
      if (isBrittle) return { kind: 'state-setter', tests, ...alternatives }
      return tests.length === 1
        ? { kind: 'polluter', tests, ...alternatives }
        : { kind: 'co-polluters', tests }
    }
    case 'accumulation': {
      const { threshold, tipping, contributors } = explanation
      return {
        kind: 'accumulation',
        threshold,
        tippingTest: tipping,
        ...(contributors ? { contributors: [...contributors] } : {}),
        dose: [],
      }
    }
  }
}
