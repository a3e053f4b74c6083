import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Verdict } from '../compare/confirm.js'
import type { Config } from '../config/config.js'
import type { Emit } from '../model/event.js'
import { isFailure } from '../model/outcome.js'
import type { Report } from '../model/report-document.js'
import type { RunRecord } from '../model/run.js'
import type { TestCase } from '../model/suite.js'
import type { OpenSuite } from '../open-suite.js'
import { aloneRequests } from '../plan/plan.js'
import { ownFile } from '../run/own-folder.js'
import { readPassedAlone, writePassedAlone } from '../run/passed-alone.js'
import { digestTree } from '../run/tree/digest-tree.js'
import { basisOfReuse } from './basis-of-reuse.js'
import { changedPaths } from './reach.js'
import { stillTrue } from './still-true.js'
import { withPassed } from './with-passed.js'

/** What `--cache` saves of a run, and keeps for the next one. */
export interface Reuse {
  /** They passed alone, and nothing that leakcheck sees of what they rest on has changed: they run alone again only if they fail. */
  readonly tests: ReadonlySet<string>
  /** What they showed then: of those that have passed in every order and have not run alone. */
  readonly recordsBeside: (records: readonly RunRecord[]) => readonly RunRecord[]
  /** Of those, for the report. */
  readonly taken: () => Report['reused']
  /** Keeps what passed alone for the next run. */
  readonly keep: (verdicts: readonly Verdict[], startedAt: Date) => void
}

/** Where it is kept, in leakcheck's own folder. */
const REUSE_FILE = 'cache/passed-alone.json'

/**
 * Reads what earlier runs have kept, and compares what it rests on with what is there.
 *
 * @returns undefined where it cannot be known what changes; that is said
 */
export async function openReuse(
  config: Config,
  open: OpenSuite,
  emit: Emit,
): Promise<Reuse | undefined> {
  const say = (message: string): void => emit({ kind: 'notice', message: `--cache: ${message}` })
  const file = join(config.outputDir, REUSE_FILE)
  const root = topOf(config.cwd)
  const own = [config.outputDir, ...open.leftBehind.files.map((path) => join(config.cwd, path))]
  const files = digestTree(root, own)
  if (!files) {
    say('every test is run, as there are too many files to be compared')
    return undefined
  }
  const basis = basisOfReuse(config, open)
  const before = readPassedAlone(file)
  const kept = before
    ? await stillTrue(before, { files, basis }, { root, cwd: config.cwd, open }, say)
    : {}
  if (!before) say('nothing is kept yet')
  const passed = new Map(Object.values(kept).flatMap((tests) => Object.entries(tests)))
  const reused = open.suite.tests.filter(({ id }) => passed.has(id))
  if (reused.length > 0)
    say(`${String(reused.length)} tests have passed alone, and not changed since: they run alone again only if they fail in company`) // prettier-ignore
  return {
    tests: new Set(reused.map(({ id }) => id)),
    ...borrowing(reused, passed, open),
    keep(verdicts, startedAt) {
      const now = digestTree(root, own) ?? {}
      const moved = changedPaths(files, now).filter((path) => path in files)
      if (moved.length > 0) {
        say(`nothing new is kept, as ${moved[0] ?? ''} changed while the tests ran`)
        return
      }
      const tests = withPassed(kept, verdicts, startedAt.toISOString())
      writePassedAlone(ownFile(config.outputDir, REUSE_FILE), {
        passedAlone: 1,
        basis,
        files,
        tests,
      })
    },
  }
}

/** What is known of tests stands in for runs of them alone that nothing has asked for. */
function borrowing(
  reused: readonly TestCase[],
  passed: ReadonlyMap<string, string>,
  { hosted }: Pick<OpenSuite, 'hosted'>,
): Pick<Reuse, 'recordsBeside' | 'taken'> {
  let taken: readonly TestCase[] = []
  const sinceWhen = (id: string | undefined): string => passed.get(id ?? '') ?? ''
  return {
    recordsBeside(records) {
      const inCompany = passedInCompanyOnly(records)
      taken = reused.filter(({ id }) => inCompany.has(id))
      return aloneRequests(taken).map((request, index) => ({
        run: `k${String(index + 1)}`,
        request: hosted(request),
        end: { kind: 'completed' },
        results: request.order.map((id) => ({ id, outcome: 'passed', durationMs: 0 })),
        stray: [],
        keptFrom: sinceWhen(request.order[0]),
        ...{ wallMs: 0, cpuMs: 0, processes: 0 },
      }))
    },
    taken() {
      const [since] = taken.map(({ id }) => sinceWhen(id)).sort()
      return since === undefined ? undefined : { tests: taken.length, since }
    },
  }
}

/** Of the others only what they show now counts. */
function passedInCompanyOnly(records: readonly RunRecord[]): ReadonlySet<string> {
  const passed = new Set<string>()
  const other = new Set<string>()
  for (const { request, results } of records)
    for (const { id, outcome } of results)
      if (isFailure(outcome) || request.order.length === 1) other.add(id)
      else if (outcome === 'passed') passed.add(id)
  return new Set([...passed].filter((id) => !other.has(id)))
}

/** The folder of the repository, or else the one in which leakcheck was started: packages of a workspace import one another. */
function topOf(folder: string): string {
  for (let above = folder; dirname(above) !== above; above = dirname(above))
    if (existsSync(join(above, '.git'))) return above
  return folder
}
