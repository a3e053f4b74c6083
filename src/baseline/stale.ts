import type { BaselineStale, Kind, Report, TestReport } from '../model/report-document.js'
import type { BaselineEntry } from './entry.js'

/** What says that a test was looked at, and whether it depends on its company. */
const COMPARED: ReadonlySet<Kind> = new Set([
  'clean',
  'victim',
  'brittle',
  'masked',
  'self-polluting',
])

export interface Stale {
  readonly fixed: readonly BaselineStale[]
  readonly notCompared: readonly BaselineStale[]
}

/** Of entries that no finding is about: which are fixed, and which has this run not looked for well enough? */
export function staleOf(report: Report, entries: readonly BaselineEntry[]): Stale {
  const tests = new Map(report.tests.map((test): [string, TestReport] => [test.id, test]))
  const judged = entries.map((entry) => {
    const doubt = partOf(report) ?? doubtAbout(entry, tests, report)
    const gone = entry.victims.every((id) => !tests.has(id))
    const why =
      doubt ??
      (gone ? 'its tests are no longer there' : 'its tests were compared and do not show it')
    return { isFixed: doubt === undefined, stale: toStale(entry, why) }
  })
  const those = (isFixed: boolean) =>
    judged.filter((each) => each.isFixed === isFixed).map(({ stale }) => stale)
  return { fixed: those(true), notCompared: those(false) }
}

/** Why this run can't say that anything is fixed: who is to blame may be missing. */
export function partOf({ command, config, exitCode, tests }: Report): string | undefined {
  if (exitCode === 130 || exitCode === 143) return 'the run was interrupted'
  if (command[0] === 'bisect') return 'the run was about one test'
  if ([config.paths, config.tests].some((named) => Array.isArray(named) && named.length > 0))
    return 'only a part of the suite was run'
  if (config.changed !== undefined || config.lastFailed === true)
    return 'only a part of the suite was looked at'
  return tests.length === 0 ? 'nothing was run' : undefined
}

function doubtAbout(
  { victims, seenIn }: BaselineEntry,
  tests: ReadonlyMap<string, TestReport>,
  { config, environment, seed }: Report,
): string | undefined {
  const present = victims.flatMap((id) => tests.get(id) ?? [])
  const mayBeElsewhere =
    environment.shard !== undefined ||
    (Array.isArray(config.runnerArgs) && config.runnerArgs.length > 0)
  const absent = victims.find((id) => !tests.has(id))
  if (absent !== undefined && mayBeElsewhere) return `this run has no test ${absent}`
  const open = present.find(({ kind }) => !COMPARED.has(kind))
  if (open) return `${open.id}: ${open.kind.replace('-', ' ')}`
  if (present.length === 0 || seenIn === undefined) return undefined
  return present.some((test) => triedIn(test, seed).includes(seenIn))
    ? undefined
    : `the order that shows it was not run: ${seenIn}`
}

/** The orders that a test was run in, by names that mean the same in another run. */
function triedIn({ together, alone, orders }: TestReport, seed: number): string[] {
  return [
    ...(Object.keys(together).length > 0 ? ['together'] : []),
    ...(Object.keys(alone).length > 0 ? ['alone'] : []),
    ...orders.map(({ order }) => orderName(order, seed)),
  ]
}

/** Another seed shuffles otherwise, and pairs otherwise. */
export function orderName(order: string, seed: number): string {
  return /^(shuffle|pairs:)/.test(order) ? `${order}, seed ${String(seed)}` : order
}

function toStale({ key, kind, what, victims, reason }: BaselineEntry, why: string): BaselineStale {
  return {
    key,
    kind,
    what,
    victims: [...victims],
    ...(reason === undefined ? {} : { reason }),
    why,
  }
}
