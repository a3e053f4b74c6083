import type { Cause, Finding } from '../model/report-document.js'
import { inert } from './inert.js'
import { howIn } from './skips.js'
import { number, plural, span } from './words.js'

const NAMES_SHOWN = 3

/** Who did it, in one line; undefined: nothing is known. */
export function causeText({ cause, scenario }: Finding): string | undefined {
  if (!cause) return undefined
  if (scenario !== undefined && cause.kind === 'state-setter')
    return `in ${inert(scenario)} they need ${names(cause.tests)}`
  return cause.outside ? `outside the process: ${whoDid(cause)}` : whoDid(cause)
}

function whoDid(cause: Cause): string {
  switch (cause.kind) {
    case 'polluter':
      return `after ${names(cause.tests)}${alternatives(cause)}`
    case 'co-polluters':
      return `after all ${number(cause.tests.length)} of ${names(cause.tests)}`
    case 'accumulation':
      return accumulation(cause)
    case 'load-time':
      return `importing ${names(cause.files)} is enough, no test of it need run`
    case 'state-setter':
      return cause.tests.length === 0
        ? `passes only once ${names(cause.files ?? [])} has been imported`
        : `passes only after ${cause.tests.length > 1 ? 'all of ' : ''}${names(cause.tests)}${alternatives(cause)}`
    case 'self':
      return 'the test itself leaves behind what it cannot start from'
  }
}

/** What carries it, with what undoing it came to: one line each. */
export function stateTexts(finding: Finding): string[] {
  const { state = [] } = finding
  return state.map(({ path, before, after, restored }, index) => {
    const undone = `undone → ${String(restored.failed)}/${String(restored.total)} ${howIn(finding, { what: 'undone' })}`
    // What is only enough together has been undone together.
    const counts = index === state.length - 1 ? `   ${undone}` : ''
    return `${inert(path)}   ${inert(before)} → ${inert(after)}${counts}`
  })
}

function accumulation(cause: Extract<Cause, { kind: 'accumulation' }>): string {
  const { threshold, contributors, tippingTest, dose } = cause
  const what = contributors
    ? `any ${number(threshold)} of ${plural(contributors.length, 'test')}`
    : `${inert(tippingTest)} ${number(threshold)} times, or others`
  const counts = dose.map(({ count, failed, total }) => `${count} → ${failed}/${total} failed`)
  return [`accumulation: ${what}`, counts.join(', ')].filter((part) => part !== '').join('   ')
}

/** Who did it and what that rests on, for readers with no columns. */
export function causeLines(finding: Finding): string[] {
  const cause = causeText(finding)
  const proof = proofText(finding)
  return [
    ...(cause === undefined ? [] : [`cause: ${cause}`]),
    ...causeAsides(finding).map(([label, text]) => `${label}: ${text}`),
    ...stateTexts(finding).map((text) => `state: ${text}`),
    ...(proof === '' ? [] : [`proof: ${proof}`]),
  ]
}

/** What else is known of it: `label, text`. */
export function causeAsides(finding: Finding): [string, string][] {
  const { cleaners = [], expiresMs, undecided, cause, scenario } = finding
  return [
    ...(scenario === undefined
      ? []
      : [
          [
            'ordered',
            `if so: ordered: [${JSON.stringify(inert(scenario, 1_000))}] in leakcheck's config`,
          ] as [string, string],
        ]),
    ...(cause?.others && scenario === undefined
      ? [['others', othersText(cause)] as [string, string]]
      : []),
    ...(undecided ? [['cause', openText(undecided)] as [string, string]] : []),
    ...(undecided?.smallest
      ? [['so far', smallestText(undecided.smallest)] as [string, string]]
      : []),
    ...(cleaners.length > 0
      ? [['cleaner', `passes again after ${names(cleaners)}`] as [string, string]]
      : []),
    ...(expiresMs === undefined
      ? []
      : [['expires', `by itself after about ${span(expiresMs)}`] as [string, string]]),
  ]
}

/** The interventions and their counts; of an accumulation they stand with the cause. */
export function proofText(finding: Finding): string {
  const { evidence, cause, kind, scenario } = finding
  if (cause?.kind === 'accumulation') return ''
  // Each test of a scenario has its proof; one of them shows what they are like.
  const [first] = evidence.filter(({ proof }) => proof !== undefined)
  const isShown = ({ victims }: Finding['evidence'][number]): boolean =>
    scenario === undefined || victims?.[0] === first?.victims?.[0]
  return evidence
    .filter(isShown)
    .filter(({ proof }) => proof !== undefined)
    .map(({ what, failed, total, proof }) => {
      // A masked test fails everywhere: the difference is how.
      const how =
        kind === 'masked'
          ? proof === 'present'
            ? 'as together'
            : 'as alone'
          : howIn(finding, { what })
      return `${inert(what)} ${failed}/${total} ${how}`
    })
    .join(' · ')
}

function othersText(cause: Cause): string {
  return 'tests' in cause && cause.tests.length === 1
    ? 'without it the same is seen in that order: --all-polluters names everybody'
    : 'others can stand in for some of them'
}

/** What it took to find that out, in runs. */
export function effortText({ cost, cause }: Finding): string {
  if (!cost || !cause || cause.kind === 'self') return ''
  return `found in ${plural(cost.search, 'run')}, ${number(cost.confirmation)} to confirm, ${number(cost.proof)} to prove`
}

function smallestText({ tests, replay }: { tests: number; replay: string }): string {
  return `${plural(tests, 'test')} before it are enough: ${inert(replay, 1_000)}`
}

function openText({ ruledOut, next }: NonNullable<Finding['undecided']>): string {
  const said =
    ruledOut.length > 0
      ? `undecided; ${ruledOut.map((each) => inert(each)).join('; ')}`
      : 'not searched to the end'
  return `${said}; try: ${inert(next, 1_000)}`
}

function alternatives({
  alternatives: others = [],
  triedOn = [],
}: {
  alternatives?: readonly string[]
  triedOn?: readonly string[]
}): string {
  if (others.length === 0) return ''
  const seen = triedOn.length > 0 ? ` (tried on ${names(triedOn)})` : ''
  return `, or ${number(others.length)} more on their own: ${names(others)}${seen}`
}

function names(ids: readonly string[]): string {
  const shown = ids.slice(0, NAMES_SHOWN).map((id) => inert(id))
  const more = ids.length - shown.length
  return `${shown.join(', ')}${more > 0 ? ` (+${number(more)} more)` : ''}`
}
