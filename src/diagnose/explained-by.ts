import { alongside } from './alongside.js'
import type { Order } from '../model/order.js'
import type { Member } from './case.js'
import { leastCompany, namedIn, type Explanation } from './explanation.js'
import { answering, openOracle, type Asking, type Oracle } from './oracle.js'
import type { Page } from './page.js'
import { isGone, reproduces, type Question, type Search } from './search.js'
import { subjectOf, whereabouts, type Subject, type Surroundings } from './subject.js'

/** Which of these the same cause explains: one run each where the effect always shows. */
export function* explainedBy(
  page: Page,
  members: readonly Member[],
  everywhere: Surroundings,
): Asking<readonly Member[]> {
  const { explanation, subject } = page
  if (!explanation || !subject || members.length === 0) return []
  const around = whereabouts(subject, everywhere)
  const inOne = yield* allInOneRun(page, explanation, subject, members, around)
  if (inOne) return inOne
  const tries = members.map(function* (member): Asking<boolean> {
    const { verdict } = member
    const question = leastCompany(explanation, verdict.test, around, subject.victim.id)
    if (!question) return false
    const oracle = oracleFor(subjectOf(member), 'warm')
    page.oracles.push(oracle)
    if (yield* answering(reproduces(question), oracle)) return true
    if (oracle.otherwise === 0 || question.imports) return false
    // It fails with another error there: explained if it passes where it was seen to fail, once those who are named are gone.
    const loose = subjectOf(member, [], 'any failure')
    const any = oracleFor(loose, 'warm')
    page.oracles.push(any)
    const named = namedIn(explanation)
    const rest = loose.failing.filter((id) => !named.includes(id))
    return yield* answering(comesAndGoes(question, [...rest, verdict.test.id]), any)
  })
  const answers = yield* alongside(tries)
  if (explanation.kind === 'tests' && !explanation.alternatives.includes(subject.victim.id)) {
    // It has stood in for a polluter that is a victim itself.
    const stoodIn = members.some(
      ({ verdict }, index) => answers[index] && explanation.tests.includes(verdict.test.id),
    )
    if (stoodIn && explanation.alternatives.length === 0)
      page.explanation = { ...explanation, alternatives: [subject.victim.id] }
  }
  return members.filter((_, index) => answers[index])
}

/** It shows with them, and is gone without. */
function* comesAndGoes(question: Question, without: Order): Search<boolean> {
  return (yield* reproduces(question)) && (yield* isGone({ order: without, sure: true }))
}

/** What has added up stays: where every run is a process, one shows all of them. */
function* allInOneRun(
  page: Page,
  explanation: Explanation,
  { victim }: Subject,
  members: readonly Member[],
  around: Surroundings,
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

export function oracleFor(subject: Subject, host: Oracle['host']): Oracle {
  const { victim, shows, polluted, clean } = subject
  return openOracle({ project: victim.project, host, shows, polluted, clean })
}
