import type { Cause } from '../model/report-document.js'
import { alongside } from './alongside.js'
import { manifestFirst, type Case, type Member } from './case.js'
import { explain, type ExplainOptions } from './explain.js'
import { leastCompany, toCause, type Explanation, type Unexplained } from './explanation.js'
import { answering, openOracle, smallest, type Asking, type Oracle, type Seen } from './oracle.js'
import { prove, type Shown } from './prove.js'
import { reproduces } from './search.js'
import { subjectOf, type Subject, type Surroundings } from './subject.js'

/** What is known of why some tests differ. */
export interface Diagnosis {
  /** Those that one cause explains; never empty. */
  readonly members: readonly Member[]
  readonly cause?: Cause
  readonly cleaners: readonly string[]
  /** What was left behind went away by itself during the search, after about so many ms. */
  readonly expiresMs?: number
  readonly proof: readonly Shown[]
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

export interface DiagnoseOptions extends ExplainOptions {
  readonly repeats: number
}

/** A diagnosis under way: what it asks for, and what it has come to so far. */
export interface Diagnosing {
  readonly asking: Asking<unknown>
  readonly soFar: () => readonly Diagnosis[]
}

interface Page {
  members: readonly Member[]
  explanation?: Explanation
  subject?: Subject
  proof: readonly Shown[]
  ruledOut: readonly string[]
  oracles: Oracle[]
  proofRuns: number
  memberRuns: number
}

/** One case falls into no more causes than this; what is left over then stays unexplained. */
const MOST_CAUSES = 8

/**
 * Searches the cause of every case, those of one domain after another, since one cause may explain them all, domains side
 * by side.
 */
export function diagnose(
  cases: readonly Case[],
  around: Surroundings,
  options: DiagnoseOptions,
): Diagnosing {
  const pages: Page[] = cases.map((each) => newPage(each.members))
  const waiting = new Map(cases.map((each, index) => [each, pages[index]]))
  const domains = new Map<string, Case[]>()
  for (const each of cases) domains.set(each.domain, [...(domains.get(each.domain) ?? []), each])

  function* ofDomain(own: readonly Case[]): Asking<void> {
    const explained: Page[] = []
    for (const each of own) {
      const page = waiting.get(each)
      if (page && each.kind !== 'self-polluting') yield* ofCase(page, explained)
    }
  }

  function* ofCase(first: Page, explained: Page[]): Asking<void> {
    for (const known of explained) {
      if (known.members[0]?.kind !== first.members[0]?.kind) continue
      const joined = yield* explainedBy(known, first.members)
      known.members = [...known.members, ...joined]
      first.members = first.members.filter((member) => !joined.includes(member))
    }
    let page = first
    for (let causes = 0; causes < MOST_CAUSES && page.members.length > 0; causes++) {
      yield* search(page)
      if (!page.explanation) return
      const [found, ...others] = withFirst(page.members, page.subject?.member)
      const joined = yield* explainedBy(page, others)
      const left = others.filter((member) => !joined.includes(member))
      page.members = manifestFirst([...(found ? [found] : []), ...joined])
      explained.push(page)
      page = newPage(left)
      if (left.length > 0) pages.push(page)
    }
  }

  function* search(page: Page): Asking<void> {
    const subject = subjectOf(easiest(page.members), page.members)
    page.subject = subject
    // A clone is not a process started from nothing: what it shows and no such process does is searched again without.
    for (const clones of around.clones ? [true, false] : [false]) {
      const place = { ...around, clones }
      const oracle = oracleFor(subject, around.clones && !clones ? 'cold' : 'warm')
      page.oracles.push(oracle)
      const came: Explanation | Unexplained = yield* answering(
        explain(subject, place, options),
        oracle,
      )
      if (came.kind === 'nothing') {
        page.ruledOut = [...new Set([...page.ruledOut, ...came.ruledOut])]
        continue
      }
      const shown = yield* prove(came, subject, place, oracle, options.repeats)
      page.proofRuns += shown.reduce((sum, { total }) => sum + total, 0)
      if (
        shown.length > 0 &&
        shown.every(({ expected, holds }) => holds || expected === 'absent')
      ) {
        page.explanation = came
        page.proof = shown.filter(({ holds }) => holds)
        return
      }
      page.ruledOut = [
        ...page.ruledOut,
        `${describe(came)}: not so in processes started from nothing`,
      ]
    }
  }

  /** Which of these the same cause explains: one run each where the effect always shows. */
  function* explainedBy(page: Page, members: readonly Member[]): Asking<readonly Member[]> {
    const { explanation, subject } = page
    if (!explanation || !subject || members.length === 0) return []
    const inOne = yield* allInOneRun(page, explanation, subject, members)
    if (inOne) return inOne
    const tries = members.map(function* (member): Asking<boolean> {
      const { verdict } = member
      const question = leastCompany(explanation, verdict.test, around, subject.victim.id)
      if (!question) return false
      const oracle = oracleFor(subjectOf(member), 'warm')
      page.oracles.push(oracle)
      return yield* answering(reproduces(question), oracle)
    })
    const answers = yield* alongside(tries)
    return members.filter((_, index) => answers[index])
  }

  /** What has added up stays: where every run is a process, one shows all of them. */
  function* allInOneRun(
    page: Page,
    explanation: Explanation,
    { victim }: Subject,
    members: readonly Member[],
  ): Asking<readonly Member[] | undefined> {
    const least = leastCompany(explanation, victim, around)
    if (explanation.kind !== 'accumulation' || around.clones || !least) return undefined
    const company = least.order.slice(0, -1)
    const byId = new Map(members.map((member) => [member.verdict.test.id, member]))
    const order = [...company, ...around.own(victim).filter((id) => byId.has(id))]
    const [record] = yield [{ purpose: 'search', project: victim.project, order, host: 'warm' }]
    page.memberRuns += 1
    const shown = record?.results.slice(company.length).filter((result) => {
      const member = byId.get(result.id)
      return member && subjectOf(member).shows(result) === true
    })
    if (record?.end.kind === 'void' || shown?.length !== members.length) return undefined
    return members
  }

  return {
    asking: alongside([...domains.values()].map(ofDomain)),
    soFar: () => pages.filter(({ members }) => members.length > 0).map(toDiagnosis),
  }
}

function newPage(members: readonly Member[]): Page {
  return { members, proof: [], ruledOut: [], oracles: [], proofRuns: 0, memberRuns: 0 }
}

function oracleFor(subject: Subject, host: Oracle['host']): Oracle {
  const { victim, shows, polluted, clean } = subject
  return openOracle({ project: victim.project, host, shows, polluted, clean })
}

/** The steadiest, then the one with the shortest way to its failure. */
function easiest(members: readonly Member[]): Member {
  const [first, ...others] = members
  if (!first) throw new Error('a case without members')
  const effort = (member: Member): number => {
    const { failing } = subjectOf(member)
    return (member.difference.unsteady ? 1e9 : 0) + failing.length
  }
  return others.reduce((best, member) => (effort(member) < effort(best) ? member : best), first)
}

function withFirst(members: readonly Member[], first: Member | undefined): readonly Member[] {
  if (!first) return members
  return [first, ...members.filter((member) => member !== first)]
}

function toDiagnosis(page: Page): Diagnosis {
  const { members, explanation, proof, oracles, proofRuns, memberRuns } = page
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
    ...(least && !cause ? { smallest: least } : {}),
    ruledOut: page.ruledOut,
    counts: {
      search: oracles.reduce((sum, { counts }) => sum + counts.search, 0),
      confirm: oracles.reduce((sum, { counts }) => sum + counts.confirm, memberRuns),
      proof: proofRuns,
    },
  }
}

function causeOf(explanation: Explanation, { members, proof }: Page): Cause {
  const cause = toCause(explanation, members[0]?.kind ?? 'victim')
  if (cause.kind !== 'accumulation') return cause
  const dose = proof.flatMap(({ count, failed, total }) =>
    count === undefined ? [] : [{ count, failed, total }],
  )
  return { ...cause, dose }
}

function describe(explanation: Explanation): string {
  if (explanation.kind === 'files') return `importing ${explanation.files.join(', ')}`
  if (explanation.kind === 'tests') return explanation.tests.join(', ')
  return `any ${String(explanation.threshold)} of some tests`
}
