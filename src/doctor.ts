import { relative } from 'node:path'
import { leftOutOf } from './check.js'
import { configFileIn } from './config-file.js'
import type { Config } from './config/config.js'
import { doctorChecks } from './doctor-checks.js'
import type { Order } from './model/order.js'
import type { RunRecord } from './model/run.js'
import type { Project } from './model/suite.js'
import { withSuite, type OpenSuite } from './open-suite.js'
import { lanesOf, type Lane } from './plan/lanes.js'
import { reverseOrder } from './plan/orders.js'
import { makePlan } from './plan/plan.js'
import { summarize } from './plan/summary.js'
import type { DoctorResult, Ports } from './ports.js'
import { pythonOf } from './python-of.js'

/** Tests of one lane that the self-test uses: enough to see an order, few enough to be quick. */
const SAMPLE = 5
/** Of a run that takes longer, a part will do for a first look. */
const LONG_MS = 15 * 60_000

/**
 * What is here, whether leakcheck can do with it what it must (select exactly, keep an order, give each run a process of its
 * own: tried on the user's own tests), and what a run costs.
 *
 * @param named leakcheck's config file, where the user has named one
 * @throws LeakcheckError when there is no runner, it does not start, or there are no tests
 */
export async function doctor(
  config: Config,
  named: string | undefined,
  ports: Ports,
): Promise<DoctorResult> {
  ports.emit({ kind: 'stage', stage: 'discover' })
  const notices: string[] = []
  return withSuite(
    config,
    ports.signal,
    async (open) => {
      const { suite, clones, spreads } = open
      const lanes = lanesOf(suite.tests)
      const records = await tryOut(lanes, open)
      const checks = doctorChecks(suite, records)
      const plan = summarize(
        suite,
        makePlan(lanes, { ...config, clones, spreads }),
        open.price,
        config.jobs,
      )
      const ok = checks.every((check) => check.ok)
      const budget = ok && (plan.estimateMs ?? 0) > LONG_MS ? ['--budget', '10m'] : []
      const ownConfig = named ?? configFileIn(config.cwd)
      return {
        projects: suite.projects.map((project) => aboutProject(project, lanes, open, config)),
        ...(ownConfig === undefined ? {} : { config: ownConfig }),
        node: process.versions.node,
        ...namedPython(open, config),
        skipped: suite.tests.filter(({ mode }) => mode !== 'run').length,
        notices,
        checks,
        ...costOf(records),
        plan,
        notCovered: [...suite.notCovered, ...leftOutOf(lanes, clones)],
        next: ports.commandLine([ok ? 'run' : 'doctor', ...config.paths, ...budget]),
        exitCode: ok ? 0 : 2,
      }
    },
    (message) => notices.push(message),
  )
}

/** A few tests of the fullest process, in two orders and alone; the last run starts everything from nothing. */
async function tryOut(lanes: readonly Lane[], open: OpenSuite): Promise<readonly RunRecord[]> {
  const [fullest] = [...lanes].sort((a, b) => b.tests.length - a.tests.length)
  if (!fullest) return []
  const sample = fullest.tests.slice(0, SAMPLE)
  const orders: Order[] = [
    sample.map(({ id }) => id),
    reverseOrder(sample),
    ...sample.slice(0, 2).map(({ id }) => [id]),
  ]
  const request = { purpose: 'doctor', project: fullest.project } as const
  const records: RunRecord[] = []
  for (const order of orders)
    records.push(...(await open.execute([open.hosted({ ...request, order, host: 'warm' })])))
  const cold = await open.execute([{ ...request, order: orders[2] ?? [], host: 'cold' }])
  return [...records, ...cold]
}

function costOf(records: readonly RunRecord[]): Pick<DoctorResult, 'costPerRunMs'> {
  const [warm, cold] = records.slice(-2)
  return warm && cold ? { costPerRunMs: { warm: warm.wallMs, cold: cold.wallMs } } : {}
}

function aboutProject(
  { name, root, runner, config, sharedSetup, domain }: Project,
  lanes: readonly Lane[],
  { suite, runnerOf }: OpenSuite,
  { cwd }: Config,
): DoctorResult['projects'][number] {
  const tests = suite.tests.filter(({ project }) => project === name)
  const own = lanes.filter(({ project }) => project === name)
  return {
    name,
    root: relative(cwd, root) || '.',
    runner,
    ...(config === undefined ? {} : { config }),
    why: runnerOf(name).why,
    sharedSetup,
    isolation: domain,
    tests: tests.filter(({ titlePath }) => titlePath.length > 0).length,
    files: new Set(tests.map(({ file }) => file)).size,
    processes: own.length,
    mostInOne: Math.max(0, ...own.map((lane) => lane.tests.length)),
  }
}

function namedPython(open: OpenSuite, { cwd }: Config): { python?: string } {
  const program = pythonOf(open)
  if (program === undefined) return {}
  const path = relative(cwd, program)
  return { python: path.startsWith('..') ? program : path }
}
