import { alongside } from './alongside.js'
import { manifestFirst, type Case, type Member } from './case.js'
import { explain, type ExplainOptions } from './explain.js'
import { explainedBy, oracleFor } from './explained-by.js'
import { leastCompany, weaker, type Explanation, type Unexplained } from './explanation.js'
import { joined } from './one-finding.js'
import { lookOutside } from './outside.js'
import { answering, type Asking, type Oracle } from './oracle.js'
import { newPage, toDiagnosis, type Diagnosis, type Page } from './page.js'
import { prove } from './prove.js'
import { subjectOf, whereabouts, type Reading, type Subject, type Surroundings } from './subject.js'
import { isManifest } from '../compare/manifest.js'
import type { Order } from '../model/order.js'

export interface DiagnoseOptions extends ExplainOptions {
  readonly repeats: number
  /** Tests that speak for their case rather than any other of it: they have been searched before. */
  readonly first?: ReadonlySet<string>
}

/** A diagnosis under way: what it asks for, and what it has come to so far. */
export interface Diagnosing {
  readonly asking: Asking<unknown>
  readonly soFar: () => readonly Diagnosis[]
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
  const { pages, ofCase, ofItself } = openDesk(around, options)
  pages.push(...cases.map((each) => newPage(each.members)))
  const waiting = new Map(cases.map((each, index) => [each, pages[index]]))
  const domains = new Map<string, Case[]>()
  for (const each of cases) domains.set(each.domain, [...(domains.get(each.domain) ?? []), each])

  function* ofDomain(own: readonly Case[]): Asking<void> {
    const explained: Page[] = []
    for (const each of own) {
      const page = waiting.get(each)
      if (page && each.kind === 'self-polluting') yield* ofItself(page)
      else if (page) yield* ofCase(page, explained)
    }
  }

  return {
    asking: alongside([...domains.values()].map(ofDomain)),
    soFar: () => pages.filter(({ members }) => members.length > 0).map(toDiagnosis),
  }
}

/** What can be asked about one case, and the pages on which it is written down. */
export interface Desk {
  readonly pages: Page[]
  /** @param explained pages of the same processes that have a cause; grows */
  readonly ofCase: (first: Page, explained: Page[]) => Asking<void>
  readonly ofItself: (page: Page) => Asking<void>
  /** For the one that speaks for those on the page. */
  readonly search: (page: Page) => Asking<void>
}

export function openDesk(around: Surroundings, options: DiagnoseOptions): Desk {
  const pages: Page[] = []

  function* ofCase(first: Page, explained: Page[]): Asking<void> {
    for (const known of explained) {
      if (known.members[0]?.kind !== first.members[0]?.kind) continue
      const alike = yield* explainedBy(known, first.members, around)
      known.members = [...known.members, ...alike]
      first.members = first.members.filter((member) => !alike.includes(member))
    }
    let page = first
    for (let causes = 0; causes < MOST_CAUSES && page.members.length > 0; causes++) {
      yield* search(page)
      if (!page.explanation) return
      const [found, ...others] = withFirst(page.members, page.subject?.member)
      const alike = yield* explainedBy(page, others, around)
      const left = others.filter((member) => !alike.includes(member))
      page.members = manifestFirst([...(found ? [found] : []), ...alike])
      if (!joined(page, explained)) explained.push(page)
      page = newPage(left)
      if (left.length > 0) pages.push(page)
    }
  }

  function* ofItself(page: Page): Asking<void> {
    const subject = subjectOf(easiest(page.members, options.first), page.members)
    yield* outside(page, [subject.victim.id], subject)
  }

  function* outside(page: Page, before: Order, subject: Subject): Asking<void> {
    const found = yield* lookOutside(before, subject, options.repeats)
    if (!found) return
    page.outside = found
    page.proofRuns += found.total
  }

  function* search(page: Page): Asking<void> {
    if (yield* searchFor('same failure', page)) return
    // What has failed with another error was taken for nothing that was looked for: it is a failure of the victim all the same.
    if (page.failedOtherwise) yield* searchFor('any failure', page)
  }

  /** @returns whether a cause was found and proven */
  function* searchFor(reading: Reading, page: Page): Asking<boolean> {
    const subject = subjectOf(easiest(page.members, options.first), page.members, reading)
    page.subject = subject
    // A clone is not a process started from nothing: what it shows and no such process does is searched again without.
    const here = whereabouts(subject, around)
    for (const clones of here.clones ? [true, false] : [false]) {
      const place = { ...here, clones }
      const oracle = oracleFor(subject, here.clones && !clones ? 'cold' : 'warm')
      page.oracles.push(oracle)
      const came: Explanation | Unexplained = yield* answering(
        explain(subject, place, options),
        oracle,
      )
      page.failedOtherwise ||= oracle.otherwise > 0
      if (came.kind === 'nothing') {
        page.ruledOut = [...new Set([...page.ruledOut, ...came.ruledOut])]
        continue
      }
      for (const said of [came, ...weaker(came, subject.victim.id)])
        if (yield* shown(said, place, oracle, page, subject)) return true
    }
    return false
  }

  function* shown(
    said: Explanation,
    place: Surroundings,
    oracle: Oracle,
    page: Page,
    subject: Subject,
  ): Asking<boolean> {
    const { proof, runs } = yield* prove(said, subject, place, oracle, options.repeats)
    page.proofRuns += runs
    if (!proof.holds) {
      page.failedOtherwise ||= proof.otherwise
      page.ruledOut = [...page.ruledOut, `${describe(said)}: ${proof.against}`]
      return false
    }
    page.explanation = said
    page.proof = proof.shown
    page.others = proof.others
    const least = leastCompany(said, subject.victim, place)
    if (least && !least.imports) yield* outside(page, least.order.slice(0, -1), subject)
    return true
  }

  return { pages, ofCase, ofItself, search }
}

/** One that has spoken for it before; then the steadiest; then one that fails in the suite's own order, if there is one; then the one with the shortest way to its failure. */
export function easiest(members: readonly Member[], before?: ReadonlySet<string>): Member {
  const [first, ...others] = members
  if (!first) throw new Error('a case without members')
  const effort = (member: Member): number => {
    const { failing } = subjectOf(member)
    const known = before === undefined || before.has(member.verdict.test.id) ? 0 : 1e10
    const steady = member.difference.unsteady ? 1e9 : 0
    return known + steady + (isManifest(member.verdict) ? 0 : 1e8) + failing.length
  }
  return others.reduce((best, member) => (effort(member) < effort(best) ? member : best), first)
}

function withFirst(members: readonly Member[], first: Member | undefined): readonly Member[] {
  if (!first) return members
  return [first, ...members.filter((member) => member !== first)]
}

function describe(explanation: Explanation): string {
  if (explanation.kind === 'files') return `importing ${explanation.files.join(', ')}`
  if (explanation.kind === 'tests') return explanation.tests.join(', ')
  return `any ${String(explanation.threshold)} of some tests`
}
