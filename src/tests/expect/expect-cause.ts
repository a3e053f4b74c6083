import { expect } from 'vitest'
import type { Cause } from '../../model/report-document.js'

/** Who did it, as `expected.json` says: see fixtures/README.md. */
export type ExpectedCause =
  | Doers<'polluter'>
  | Doers<'state-setter'>
  | { readonly kind: 'co-polluters'; readonly tests: readonly string[] }
  | {
      readonly kind: 'accumulation'
      readonly threshold: number
      readonly contributors: readonly string[] | number
    }
  | { readonly kind: 'load-time'; readonly files: readonly string[] }
  | { readonly kind: 'self' }

/** These tests and no others, or any of several that do it on their own. */
type Doers<Kind extends string> =
  | {
      readonly kind: Kind
      readonly tests: readonly string[]
      readonly files?: readonly string[]
    }
  | { readonly kind: Kind; readonly oneOf: readonly string[] }

/** @param all leakcheck was asked for everybody who does it on their own, not just for one of them */
export function expectCause(actual: Cause | undefined, wanted: ExpectedCause, all: boolean): void {
  const about = `a cause like ${JSON.stringify(wanted)}: ${JSON.stringify(actual)}`
  expect(actual?.kind, about).toBe(wanted.kind)
  const { tests, alternatives, files, threshold } = partsOf(actual)
  expect(files, about).toEqual('files' in wanted ? sorted(wanted.files) : [])
  expect(threshold, about).toBe('threshold' in wanted ? wanted.threshold : undefined)
  if ('oneOf' in wanted) {
    expect(tests, about).toHaveLength(1)
    const named = sorted([...tests, ...alternatives])
    if (all) expect(named, about).toEqual(sorted(wanted.oneOf))
    else expect(wanted.oneOf, about).toEqual(expect.arrayContaining(named))
    return
  }
  expect(alternatives, about).toEqual([])
  const doers = doersOf(wanted)
  if (typeof doers === 'number') expect(tests, about).toHaveLength(doers)
  else expect(tests, about).toEqual(sorted(doers))
  if (actual?.kind === 'accumulation') expect(tests, about).toContain(actual.tippingTest)
}

function doersOf(wanted: ExpectedCause): readonly string[] | number {
  if ('contributors' in wanted) return wanted.contributors
  return 'tests' in wanted ? wanted.tests : []
}

interface Parts {
  readonly tests: readonly string[]
  readonly alternatives: readonly string[]
  readonly files: readonly string[]
  readonly threshold: number | undefined
}

/** Whatever kind of cause it is: the tests and the files that it names, in an order of no meaning. */
function partsOf(cause: Cause = { kind: 'self' }): Parts {
  const counted = cause.kind === 'accumulation' ? cause.contributors : []
  return {
    tests: sorted('tests' in cause ? cause.tests : counted),
    alternatives: sorted('alternatives' in cause ? cause.alternatives : []),
    files: sorted('files' in cause ? cause.files : []),
    threshold: 'threshold' in cause ? cause.threshold : undefined,
  }
}

function sorted(names: readonly string[] = []): string[] {
  return [...names].sort()
}
