import type { Cause } from '../model/report-document.js'
import type { Member } from './case.js'
import { toCause, type Explanation } from './explanation.js'
import { smallest, type Oracle, type Seen } from './oracle.js'
import type { Outside } from './outside.js'
import type { Shown } from './prove.js'
import type { Subject } from './subject.js'

/** What is known of why some tests differ. */
export interface Diagnosis {
  /** Those that one cause explains; never empty. */
  readonly members: readonly Member[]
  readonly cause?: Cause
  readonly cleaners: readonly string[]
  /** What was left behind went away by itself during the search, after about so many ms. */
  readonly expiresMs?: number
  readonly proof: readonly Shown[]
  /** What carries the difference is outside of the process. */
  readonly outside?: Outside
  /** Without a cause: the smallest order that was seen to show the effect, and what was ruled out. */
  readonly smallest?: Seen
  readonly ruledOut: readonly string[]
  readonly counts: Counts
}

export interface Counts {
  readonly search: number
  readonly confirm: number
  readonly proof: number
}

/** What is written down of one cause while it is searched. */
export interface Page {
  members: readonly Member[]
  explanation?: Explanation
  subject?: Subject
  proof: readonly Shown[]
  /** Without those that are named it fails all the same in the order that showed it. */
  others: boolean
  /** The victim was seen to fail with another error than the confirmed one. */
  failedOtherwise: boolean
  outside?: Outside
  ruledOut: readonly string[]
  oracles: Oracle[]
  proofRuns: number
  memberRuns: number
}

export function newPage(members: readonly Member[]): Page {
  return {
    members,
    proof: [],
    others: false,
    failedOtherwise: false,
    ruledOut: [],
    oracles: [],
    proofRuns: 0,
    memberRuns: 0,
  }
}

/** As it stands, whether or not the search has come to its end. */
export function toDiagnosis(page: Page): Diagnosis {
  const { members, explanation, proof, outside, oracles, proofRuns, memberRuns } = page
  const [first] = members
  const least = oracles.map(smallest).find((seen) => seen !== undefined)
  const expiresMs = oracles.flatMap(({ expiresMs: each }) => each ?? [])
  const isSelf = first?.kind === 'self-polluting'
  const cause = isSelf ? ({ kind: 'self' } as const) : explanation && causeOf(explanation, page)
  return {
    members,
    ...(cause ? { cause } : {}),
    cleaners: explanation?.kind === 'tests' ? explanation.cleaners : [],
    ...(expiresMs.length > 0 ? { expiresMs: Math.min(...expiresMs) } : {}),
    proof,
    ...(outside ? { outside } : {}),
    ...(least && !cause ? { smallest: least } : {}),
    ruledOut: page.ruledOut,
    counts: {
      search: oracles.reduce((sum, { counts }) => sum + counts.search, 0),
      confirm: oracles.reduce((sum, { counts }) => sum + counts.confirm, memberRuns),
      proof: proofRuns,
    },
  }
}

function causeOf(explanation: Explanation, page: Page): Cause {
  const { members, proof, others } = page
  const said = {
    ...toCause(explanation, members[0]?.kind ?? 'victim'),
    ...triedOn(explanation, page),
  }
  const cause = others ? { ...said, others: true as const } : said
  if (cause.kind !== 'accumulation') return cause
  // A masked test fails in any case: with one less as it does alone.
  const isMasked = members[0]?.kind === 'masked'
  const dose = proof.flatMap(({ count, failed, total, expected }) =>
    count === undefined
      ? []
      : [{ count, failed: isMasked && expected === 'absent' ? 0 : failed, total }],
  )
  return { ...cause, dose }
}

/** An alternative is claimed for those that it was tried on, and for nobody else. */
function triedOn(explanation: Explanation, { members }: Page): { triedOn?: string[] } {
  if (explanation.kind !== 'tests' || explanation.alternatives.length === 0) return {}
  const { victim, tests, alternatives } = explanation
  const ids = members.map(({ verdict }) => verdict.test.id)
  // Who is a polluter itself was tried with one other in its place.
  const isTried = (id: string): boolean =>
    tests.includes(id) ? alternatives.length === 1 : id === victim && !alternatives.includes(id)
  const tried = ids.filter(isTried)
  return tried.length < ids.length ? { triedOn: tried } : {}
}
