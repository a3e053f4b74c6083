import { relative } from 'node:path'
import type { Config } from './config/config.js'
import { LeakcheckError } from './errors.js'
import type { Order } from './model/order.js'
import type { RunRecord } from './model/run.js'
import { withSuite, type OpenSuite } from './open-suite.js'
import { lanesOf } from './plan/lanes.js'
import { reverseOrder } from './plan/orders.js'
import type { DoctorResult, Ports } from './ports.js'

/** Tests of one lane that the self-test uses: enough to see an order, few enough to be quick. */
const SAMPLE = 5

type Check = DoctorResult['checks'][number]

/**
 * Which runner, config and version were found and why, and whether leakcheck can do with them what it must: select
 * exactly, keep an order, give each run a process of its own. Measured on the user's own tests.
 *
 * @throws LeakcheckError when there is no runner, it does not start, or there are no tests
 */
export async function doctor(config: Config, ports: Ports): Promise<DoctorResult> {
  ports.emit({ kind: 'stage', stage: 'discover' })
  return withSuite(config, ports.signal, async (open) => {
    const { suite, runner } = open
    const lane = lanesOf(suite.tests).reduce((best, each) =>
      each.tests.length > best.tests.length ? each : best,
    )
    const sample = lane.tests.slice(0, SAMPLE)
    const orders: Order[] = [
      sample.map(({ id }) => id),
      reverseOrder(sample),
      ...sample.slice(0, 2).map(({ id }) => [id]),
    ]
    const records: RunRecord[] = []
    const request = { purpose: 'doctor', project: lane.project } as const
    for (const order of orders) {
      records.push(...(await open.execute([open.hosted({ ...request, order, host: 'warm' })])))
    }
    const [cold] = await open.execute([{ ...request, order: orders[2] ?? [], host: 'cold' }])
    if (!cold) throw new LeakcheckError('internal', 'a run without a record')
    const checks = [listed(open), selection(records), ownProcess(records), ends([...records, cold])]
    const warm = records.at(-1)
    return {
      projects: suite.projects.map((project) => ({
        name: project.name,
        root: relative(config.cwd, project.root) || '.',
        runner: project.runner,
        ...(project.config === undefined ? {} : { config: project.config }),
        why: runner.why,
      })),
      checks,
      costPerRunMs: { ...(warm ? { warm: warm.wallMs } : {}), cold: cold.wallMs },
      exitCode: checks.every(({ ok }) => ok) ? 0 : 2,
    }
  })
}

function listed({ suite }: OpenSuite): Check {
  const broken = suite.tests.filter(({ titlePath }) => titlePath.length === 0).length
  const files = new Set(suite.tests.map(({ project, file }) => `${project}\n${file}`)).size
  const detail = `${String(suite.tests.length - broken)} tests in ${String(files)} files`
  return {
    name: 'lists the tests',
    ok: broken < suite.tests.length,
    detail: broken === 0 ? detail : `${detail}; ${String(broken)} files cannot be imported`,
  }
}

function selection(records: readonly RunRecord[]): Check {
  const wrong = records.find(({ end }) => end.kind === 'void')
  return {
    name: 'runs exactly the tests asked for, in the order asked for',
    ok: wrong === undefined,
    detail:
      wrong?.end.kind === 'void' ? wrong.end.why : `${String(records.length)} orders ran as asked`,
  }
}

function ownProcess(records: readonly RunRecord[]): Check {
  const ok = records.every(({ processes }) => processes === 1)
  return { name: 'one fresh process for each run', ok, detail: `${String(records.length)} runs` }
}

function ends(records: readonly RunRecord[]): Check {
  const stuck = records.find(({ end }) => end.kind !== 'completed')
  return {
    name: 'runs end by themselves',
    ok: stuck === undefined,
    detail: stuck?.end.kind ?? 'all did',
  }
}
