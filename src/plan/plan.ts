import type { Config } from '../config/config.js'
import type { Stage } from '../model/event.js'
import type { RunRequest } from '../model/run.js'
import type { TestCase } from '../model/suite.js'
import type { Lane } from './lanes.js'
import { pairOrders } from './pair-orders.js'
import { byRank, reverseOrder, sampleOf, shuffledOrder } from './orders.js'

/** One kind of order over all lanes. Stages are run one after the other, their requests side by side. */
export interface PlannedStage {
  readonly stage: Stage
  readonly requests: readonly RunRequest[]
  /** What has failed in it is run alone before anything else. */
  readonly thenSuspects?: true
  /** It goes on for as long as the tests alone have taken: `within-time.ts` says how much of it that is. */
  readonly bounded?: true
}

export type PlanConfig = Pick<Config, 'isolate' | 'rounds' | 'seed'> & {
  readonly pairs?: boolean
  /** All of the plan may not get its turn. */
  readonly budgetMs?: number
  readonly maxRuns?: number
  readonly clones?: (project: string) => boolean
  readonly spreads?: (project: string) => boolean
  /** Only these get a verdict. */
  readonly asked?: ReadonlySet<string>
  /** Known to pass alone: they run alone only once they have failed in company. */
  readonly passedAlone?: ReadonlySet<string>
}

/**
 * Which orders to run, in the order in which they are worth running. What failed is added to the alone stage as it becomes
 * known, whatever `isolate` says.
 *
 * @param config.clones of which projects orders that share a beginning cost little more than one of them
 * @param config.spreads which projects have their tests share several processes, side by side
 */
export function makePlan(lanes: readonly Lane[], config: PlanConfig): PlannedStage[] {
  const stage = (name: Stage, requests: readonly RunRequest[]): PlannedStage => ({
    stage: name,
    requests,
  })
  const crowds = lanes.filter(({ tests }) => tests.length > 1)
  const cloned = lanes.filter(({ project }) => config.clones?.(project) ?? false)
  const crowdsOfClones = crowds.filter((lane) => cloned.includes(lane))
  const apart = aloneTests(crowds, config).filter(({ id }) => !config.passedAlone?.has(id))
  const alone = stage('alone', aloneRequests(apart))
  const orders = [
    stage(
      'reverse',
      crowds.map((lane) => request('reverse', lane, reverseOrder(lane.tests))),
    ),
    stage(
      'twice',
      // Nobody runs a test twice in a process that it has for itself.
      lanes
        .filter(({ tests }) => !tests.some(({ isolated }) => isolated))
        .map((lane) => request('twice', lane, [...ids(lane), ...ids(lane)])),
    ),
    ...(cloned.length > 0
      ? [
          stage(
            'after',
            crowdsOfClones.flatMap((lane) => afterRequests(lane, config)),
          ),
          stage('files', fileRequests(cloned)),
        ]
      : []),
    ...Array.from({ length: config.rounds }, (_, round) => {
      const seed = config.seed + round
      return stage(
        'shuffle',
        crowds.map((lane) =>
          request(`shuffle:${String(seed)}`, lane, shuffledOrder(lane.tests, seed)),
        ),
      )
    }),
    ...(config.pairs === true && config.rounds === 0
      ? [{ ...stage('pairs', pairRequests(crowds, config.seed)), bounded: true as const }]
      : []),
    // Who asks for shuffles gets all pairs where they are to be had for a second's work or a few.
    ...(cloned.length > 0 && config.rounds > 0
      ? [
          stage(
            'pairs',
            crowdsOfClones.filter(({ tests }) => tests.length <= MOST_PAIRED).flatMap(pairs),
          ),
        ]
      : []),
  ]
  const together = stage(
    'together',
    lanes.map((lane) => request('together', lane, ids(lane))),
  )
  const spread = crowds.filter(({ project }) => config.spreads?.(project) ?? false)
  const first = [together, ...(spread.length > 0 ? [stage('lanes', spread.map(inLanes))] : [])]
  // Where those stand whose failures the orders have yet to show.
  const onlySuspects = config.isolate.kind === 'suspects'
  const late = onlySuspects || config.passedAlone?.size ? [stage('alone', [])] : []
  if (config.budgetMs !== undefined || config.maxRuns !== undefined)
    return [...mostTellingFirst(first, alone, orders, config.seed), ...late]
  return onlySuspects ? [...first, ...orders, ...late] : [...first, alone, ...orders, ...late]
}

/**
 * For a plan that may be cut: the reverse order, which looks at every pair of tests at the price of one, comes before every test
 * alone; what fails in either is run alone at once; and of the others a part that stands for all of them, not the first files only.
 */
function mostTellingFirst(
  first: readonly PlannedStage[],
  alone: PlannedStage,
  [reverse, ...others]: readonly PlannedStage[],
  seed: number,
): PlannedStage[] {
  const withSuspects = (stages: readonly PlannedStage[]): PlannedStage[] =>
    stages.map((each) => ({ ...each, thenSuspects: true }))
  const rest = { ...alone, requests: byRank(alone.requests, seed, ({ order }) => order.join()) }
  return [...withSuspects([...first, ...(reverse ? [reverse] : [])]), rest, ...withSuspects(others)]
}

/** Side by side, in as many processes as the project has them. Nothing of ours runs beside them. */
function inLanes(lane: Lane): RunRequest {
  return { ...request('lanes', lane, ids(lane)), spread: true, exclusive: true }
}

/** One process for each test. A test that has its process for itself anyway needs none: it ran alone together. */
export function aloneRequests(tests: readonly TestCase[]): RunRequest[] {
  return tests.map(({ id, project }) => ({ purpose: 'alone', project, order: [id], host: 'warm' }))
}

/** Beyond so many orders of one lane there is little that they have not shown; smaller lanes get all the rows that they need. */
const MOST_ORDERS = 60
/** Entries of all such orders: what a report can hold. */
const MOST_ENTRIES = 200_000

/** Orders over pairs that were not next to each other yet: the most telling ones of each lane, then the next ones. */
function pairRequests(crowds: readonly Lane[], seed: number): RunRequest[] {
  const tests = crowds.reduce((sum, lane) => sum + lane.tests.length, 0)
  const most = Math.min(MOST_ORDERS, Math.max(1, Math.floor(MOST_ENTRIES / Math.max(1, tests))))
  const orders = crowds.map((lane) => ({ lane, own: pairOrders(lane.tests, seed, most) }))
  return Array.from({ length: most }, (_, round) =>
    orders.flatMap(({ lane, own }) => {
      const order = own[round]
      return order ? [request(`pairs:${String(round + 1)}`, lane, order)] : []
    }),
  ).flat()
}

/** A clone for each pair: some thousands at most. */
const MOST_PAIRED = 60

/** Each test right after each other one: the orders that a cleaner between the two cannot spoil. */
function pairs(lane: Lane): RunRequest[] {
  return lane.tests.flatMap(({ id: first }) =>
    lane.tests
      .filter(({ id }) => id !== first)
      .map(({ id: second }) => request('pairs', lane, [first, second])),
  )
}

/** Files by themselves are processes of their own: so many cost some seconds. */
const MOST_FILES = 32

/**
 * Each file in a process that has imported no other one, as when it is worked on: in clones, every other file has been imported.
 */
function fileRequests(lanes: readonly Lane[]): RunRequest[] {
  const requests = lanes.flatMap((lane) => {
    const files = [...new Set(lane.tests.map(({ file }) => file))]
    if (files.length < 2) return []
    return files.map((file): RunRequest => {
      const tests = lane.tests.filter((test) => test.file === file)
      return { ...request('file', { ...lane, tests }, ids({ ...lane, tests })), host: 'cold' }
    })
  })
  return tooManyFiles(requests.length) ? [] : requests
}

export function tooManyFiles(files: number): boolean {
  return files > MOST_FILES
}

/** Each of these orders is as long as the suite: beyond 2,000 tests there are fewer of them, so that all together stay as long. */
const MOST_AFTER_ENTRIES = 4_000_000

/** The whole suite, then one of its tests again: who is a victim of what all of them leave behind? */
function afterRequests(
  lane: Lane,
  { seed, asked }: Pick<PlanConfig, 'seed' | 'asked'>,
): RunRequest[] {
  const own = ids(lane)
  const wanted = lane.tests.filter(({ id }) => asked?.has(id) ?? true)
  return sampleOf(wanted, mostAfter(own.length), seed).map(({ id }) =>
    request('after', lane, [...own, id]),
  )
}

/** How many of so many tests are run again after all of them. */
export function mostAfter(tests: number): number {
  return Math.min(tests, Math.max(1, Math.floor(MOST_AFTER_ENTRIES / tests)))
}

function aloneTests(
  crowds: readonly Lane[],
  { isolate, seed, asked }: PlanConfig,
): readonly TestCase[] {
  const all = crowds.flatMap(({ tests }) => tests).filter(({ id }) => asked?.has(id) ?? true)
  if (isolate.kind === 'all') return all
  return isolate.kind === 'suspects' ? [] : sampleOf(all, isolate.size, seed)
}

function request(purpose: string, lane: Lane, order: readonly string[]): RunRequest {
  return { purpose, project: lane.project, order, host: 'warm' }
}

function ids({ tests }: Lane): string[] {
  return tests.map(({ id }) => id)
}
