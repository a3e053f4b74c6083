import type { TestResult } from '../model/outcome.js'

/** The type of a failure that is none to its runner: the test was skipped here, and is not everywhere. */
export const SKIPPED = 'Skipped'
/** Another one: the test failed as it was expected to, and does not everywhere. Its result has passed, with that failure. */
export const EXPECTED = 'XFailed'

type Result = Pick<TestResult, 'id' | 'outcome' | 'failure'>

/** Tests of which some runs have shown other outcomes that their runner calls green: what is as good as a failure of theirs. */
export interface Changing {
  /** Skipped in some runs, and not in others. */
  readonly skipped: ReadonlySet<string>
  /** Failed as expected in some runs, and passed in others. */
  readonly expected: ReadonlySet<string>
}

export function changingAmong(results: Iterable<Result>): Changing {
  const words = new Map<string, Set<string>>()
  for (const result of results) {
    const { id, outcome } = result
    if (outcome === 'missing') continue
    const own = words.get(id) ?? new Set()
    words.set(id, own)
    own.add(isExpected(result) ? EXPECTED : outcome)
  }
  const having = (word: string, isOther: (other: string) => boolean): ReadonlySet<string> =>
    new Set(
      [...words].flatMap(([id, own]) => (own.has(word) && [...own].some(isOther) ? [id] : [])),
    )
  return {
    skipped: having('skipped', (other) => other !== 'skipped'),
    expected: having(EXPECTED, (other) => other === 'passed'),
  }
}

/** A green outcome as what it is where the same test has a better one in other company: a difference. */
export function asFailure<T extends Result>(result: T, { skipped, expected }: Changing): T {
  const { id, outcome, failure } = result
  if (outcome === 'skipped' && skipped.has(id)) {
    const message = failure?.message === undefined || failure.message === '' ? 'skipped' : failure.message // prettier-ignore
    return { ...result, outcome: 'failed', failure: { ...failure, type: SKIPPED, message } }
  }
  if (isExpected(result) && expected.has(id)) return { ...result, outcome: 'failed' }
  return result
}

function isExpected({ outcome, failure }: Result): boolean {
  return outcome === 'passed' && failure?.type === EXPECTED
}
