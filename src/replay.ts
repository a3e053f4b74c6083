import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { asFailure, EXPECTED, SKIPPED } from './compare/green.js'
import type { Config } from './config/config.js'
import { LeakcheckError } from './errors.js'
import { readLastReport } from './last-report.js'
import { BISECT_FOLDER } from './model/bisect-folder.js'
import type { Order } from './model/order.js'
import { isFailure, type TestResult } from './model/outcome.js'
import type { Finding, Report, TestReport } from './model/report-document.js'
import type { RunRecord, RunRequest } from './model/run.js'
import { parseNodeId } from './model/node-id.js'
import { parseTestId } from './model/test-id.js'
import { withSuite, type OpenSuite } from './open-suite.js'
import type { Ports, ReplayResult } from './ports.js'
import { orderFilesIn, readOrderFile } from './run/read-order.js'

/** What to run again, and what is expected of it. */
interface Recorded {
  readonly order: Order
  /** Files that were imported first. */
  readonly collect?: 'all' | readonly string[]
  /** The last test has a process of its own. */
  readonly apart?: true
  /** What its tests leave outside of their processes is the point. */
  readonly outside?: true
  /** Tests that failed in it. */
  readonly failing: readonly string[]
  /** It does not always fail there: so many runs show it if it does. */
  readonly tries?: number
  /** For a brittle test: passes in the order, fails alone. */
  readonly failingAlone: readonly string[]
  /** Files among them that stand for what fails behind their tests. */
  readonly files?: readonly TestReport[]
  /** They are skipped where others fail, or fail as expected where others pass: their runner calls that green. */
  readonly isGreen?: boolean
}

/**
 * Runs a recorded order again, in cold processes: one for each group of tests that may share one.
 *
 * @param target a finding of the last run (`L1`) or of the last bisect (`bisect/L1`), or a file with one test id a line
 * @throws LeakcheckError when there is no such finding, file or test
 */
export async function replay(target: string, config: Config, ports: Ports): Promise<ReplayResult> {
  const recorded = readTarget(target, config)
  // The order names its tests; paths would only hide some of them.
  const files = new Set(
    recorded.order.flatMap((id) => [parseTestId(id).file, parseNodeId(id).file]),
  )
  const { collect } = recorded
  if (collect !== 'all') for (const file of collect ?? []) files.add(file)
  const scope = { ...config, paths: [], tests: [], ...(collect === 'all' ? {} : { files }) }
  return withSuite(scope, ports.signal, async (open) => {
    const unknown = recorded.order.find((id) => !open.suite.tests.some((test) => test.id === id))
    if (unknown !== undefined) {
      throw new LeakcheckError(
        'no-such-test',
        `the order names a test that is not there: ${unknown}`,
        'the tests changed since it was recorded: run leakcheck again',
      )
    }
    const how = {
      ...(collect === undefined ? {} : { collect }),
      ...(recorded.apart ? { apart: recorded.apart } : {}),
    }
    for (let tried = 1; ; tried++) {
      const together = await runLanes(
        recorded.order,
        open,
        ports,
        how,
        recorded.outside ? 'project' : 'process',
      )
      const alone = await runLanes(recorded.failingAlone, open, ports, {}, 'test')
      const result = toResult(recorded, together, alone)
      const { tries = 1 } = recorded
      if (result.reproduced || tried >= tries || ports.signal.aborted)
        return tries === 1 ? result : { ...result, tried, tries }
    }
  })
}

const FINDING = new RegExp(`^(?<beside>${BISECT_FOLDER}/)?(?<id>L\\d+)$`)

function readTarget(target: string, { outputDir, cwd }: Config): Recorded {
  const finding = FINDING.exec(target)
  if (finding?.groups && !existsSync(resolve(cwd, target))) {
    const { beside, id = '' } = finding.groups
    if (beside !== undefined) return readFinding(id, join(outputDir, BISECT_FOLDER), 'bisect')
    return readFinding(id, outputDir, 'run')
  }
  const named = resolve(cwd, target)
  // As reports name them.
  const kept = join(outputDir, target)
  const file = existsSync(named) ? named : kept
  if (!existsSync(file)) {
    throw new LeakcheckError(
      'no-such-order',
      `no finding and no file is called ${target}`,
      'name a finding of the last run (L1) or a file with one test id a line',
    )
  }
  const recorded = readOrderFile(file, target)
  if (recorded.order.length === 0)
    throw new LeakcheckError('no-tests', `${target} names no test`, 'one test id a line', 4)
  return { ...recorded, failing: [], failingAlone: [] }
}

function readFinding(id: string, outputDir: string, last: 'run' | 'bisect'): Recorded {
  const report = readLastReport(outputDir, last)
  const finding = report.findings.find((each) => each.id === id)
  if (!finding) {
    const known = report.findings.map((each) => each.id).join(', ')
    throw new LeakcheckError(
      'no-such-finding',
      `the last ${last} has no finding ${id}`,
      known === '' ? `it has none at all: leakcheck ${last} looks again` : `it has ${known}`,
    )
  }
  // The least company that was proven to be enough; else the order in which it was seen.
  const evidence =
    finding.evidence.find(({ proof }) => proof === 'present') ??
    finding.evidence.find(({ what }) => what !== 'alone')
  const recorded = evidence ? ownOrder(evidence.order, outputDir) : { order: [] }
  const tries = triesFor(evidence)
  return {
    ...{ ...recorded, tries },
    ...(finding.cause?.outside ? { outside: true as const } : {}),
    isGreen: [SKIPPED, EXPECTED].includes(finding.failure.type),
    files: report.tests.filter(({ id, tearDown }) => tearDown && finding.victims.includes(id)),
    ...expectations(finding, evidence?.victims, recorded.order, report),
  }
}

/** Chance of calling a failure that comes and goes gone. */
const MISSED = 0.01
const MOST_TRIES = 12

function triesFor(evidence: Finding['evidence'][number] | undefined): number {
  const { failed = 1, total = 1 } = evidence ?? {}
  if (failed === 0 || failed === total) return 1
  return Math.min(MOST_TRIES, Math.ceil(Math.log(MISSED) / Math.log(1 - failed / total)))
}

/** Of the victims, those that this order is known to break. */
function expectations(
  finding: Finding,
  about: readonly string[] | undefined,
  order: Order,
  report: Report,
): Pick<Recorded, 'failing' | 'failingAlone'> {
  const inOrder = (about ?? finding.victims).filter((id) => holds(order, id, report))
  if (finding.kind === 'brittle') return { failing: [], failingAlone: inOrder.slice(0, 1) }
  const manifest = inOrder.filter(
    (id) => report.tests.find((test) => test.id === id)?.manifest === true,
  )
  return { failing: manifest.length > 0 ? manifest : inOrder.slice(0, 1), failingAlone: [] }
}

/** An order file has the tests of a file, not the file. */
function holds(order: Order, id: string, { tests }: Report): boolean {
  const own = tests.find((test) => test.id === id)
  if (!own?.tearDown) return order.includes(id)
  return tests.some(
    (test) => test.project === own.project && test.file === own.file && order.includes(test.id),
  )
}

function ownOrder(path: string, outputDir: string): Pick<Recorded, 'order' | 'collect' | 'apart'> {
  const file = orderFilesIn(outputDir).get(path)
  if (file !== undefined) return readOrderFile(file, path)
  const message = `the order of this finding is not there any more: ${path}`
  throw new LeakcheckError('no-such-order', message, 'leakcheck run writes it anew')
}

/** Runs tests in the recorded order: those of each process, each by itself, or all of a project, one process after another. */
async function runLanes(
  order: Order,
  open: OpenSuite,
  ports: Ports,
  how: Pick<RunRequest, 'collect' | 'apart'>,
  of: 'process' | 'test' | 'project' = 'process',
): Promise<RunRecord[]> {
  const lanes = new Map<string, string[]>()
  for (const id of order) {
    const { domain, project } = open.test(id)
    // Where runs have files of their own, those that share files are one run, whatever processes they have.
    const isShared = of === 'project' || open.folders.arePrivate() || how.apart
    const key = of === 'test' ? id : isShared ? project : domain
    lanes.set(key, [...(lanes.get(key) ?? []), id])
  }
  const records: RunRecord[] = []
  if (lanes.size > 0) ports.emit({ kind: 'stage', stage: 'replay', total: lanes.size })
  for (const lane of lanes.values()) {
    const project = open.test(lane[0] ?? '').project
    const request = {
      purpose: 'replay',
      project,
      order: lane,
      host: 'cold',
      exclusive: true,
      ...how,
    } as const
    for (const record of await open.execute([request])) {
      records.push(record)
      ports.emit({ kind: 'run-end', record })
    }
  }
  return records
}

function toResult(
  recorded: Recorded,
  together: readonly RunRecord[],
  alone: readonly RunRecord[],
): ReplayResult {
  const expected = new Set([...recorded.failing, ...recorded.failingAlone])
  const asCompared = (result: TestResult): TestResult =>
    recorded.isGreen ? asFailure(result, { skipped: expected, expected }) : result
  const failures = (records: readonly RunRecord[]) =>
    records.flatMap(({ results, stray, request }) => [
      ...results.map(asCompared).filter(({ outcome }) => isFailure(outcome)),
      ...(recorded.files ?? []).flatMap(({ id, project, file }): TestResult[] => {
        const found = stray.find((each) => each.kind === 'after-hook' && each.file === file)
        if (!found || project !== request.project) return []
        return [{ id, outcome: 'failed', durationMs: 0, failure: found.failure }]
      }),
    ])
  const failed = failures(together)
  const failedAlone = failures(alone).map(({ id }) => id)
  const ids = new Set(failed.map(({ id }) => id))
  const brittle = recorded.failingAlone
  const reproduced =
    brittle.length > 0
      ? brittle.every((id) => failedAlone.includes(id) && !ids.has(id))
      : recorded.failing.length > 0
        ? recorded.failing.every((id) => ids.has(id))
        : failed.length > 0
  const unclean = [...together, ...alone].find(({ end }) => end.kind !== 'completed')
  return {
    reproduced,
    order: [...recorded.order],
    failed: (brittle.length > 0 ? failures(alone) : failed).map(({ id, failure }) => ({
      id,
      message: failure?.message ?? '',
    })),
    expected: [...recorded.failing, ...brittle],
    ...(unclean ? { note: `a process did not end by itself: ${unclean.end.kind}` } : {}),
    exitCode: reproduced ? 1 : 5,
  }
}
