import { tmpdir } from 'node:os'
import type { Config } from './config/config.js'
import { discover, type Scope, type Source } from './discover/discover.js'
import { lookForSeats, takeSeats } from './discover/take-seats.js'
import type { FoundRunner } from './discover/found-runner.js'
import { LeakcheckError } from './errors.js'
import { leftBehindIn, type LeftBehind } from './left-behind.js'
import { fileKey } from './model/file-key.js'
import type { Order } from './model/order.js'
import type { FileChange, HostKind, RunRecord, RunRequest } from './model/run.js'
import type { Project, Suite, TestCase } from './model/suite.js'
import type { HostProject } from './model/protocol.js'
import type { Price } from './plan/summary.js'
import { secretsFor } from './redact-for.js'
import { openFolders, type Folders } from './run/folders.js'
import { openProjectTree } from './run/tree/project-tree.js'
import { openExecutor, type Executor, type Listing } from './run/executor.js'
import type { SelectedFiles } from './run/target.js'
import type { Redact } from './run/redact.js'
import { openSession } from './run/session.js'

/** A project with its runners started and its tests listed: what every command begins with. */
export interface OpenSuite {
  /** What runs a project's tests. */
  readonly runnerOf: (project: string) => FoundRunner
  readonly suite: Suite
  readonly test: (id: string) => TestCase
  /** Several at once only where a forking host serves them all. */
  readonly execute: (requests: readonly RunRequest[]) => Promise<readonly RunRecord[]>
  /** `warm` stands for the cheapest host that serves a project: which one that is. */
  readonly hosted: (request: RunRequest) => RunRequest
  /** That host of a project clones itself. */
  readonly clones: (project: string) => boolean
  /** A project's own settings have its tests share several processes, side by side. */
  readonly spreads: (project: string) => boolean
  /**
   * Test files that reach one of these files (absolute paths) by their imports, as {@link fileKey} names them, and the projects of
   * which their runners do not tell.
   */
  readonly related: (
    files: readonly string[],
  ) => Promise<{ readonly files: readonly string[]; readonly untraced: readonly string[] }>
  readonly cost: Executor['cost']
  /** Where runs take place: in the project itself, or in copies of it. */
  readonly folders: Pick<Folders, 'arePrivate' | 'areShared' | 'changed' | 'lost' | 'census'>
  /** The project's own settings keep its test processes from running side by side. */
  readonly queued: boolean
  /** What tests had left in the project before leakcheck began, as far as it knows. */
  readonly leftBehind: Pick<LeftBehind, 'files' | 'lost'>
  readonly redact: Redact
  readonly price: Price
}

/** How long a run may be silent when the user has not said. */
const SILENCE_MS = 60_000

/**
 * Starts the user's runner, lists its tests, lends both to `work`, and ends all that was started.
 *
 * @throws LeakcheckError when there is no runner, it does not start, or nothing matches
 */
export async function withSuite<T>(
  config: Config & Pick<Scope, 'files' | 'about'>,
  signal: AbortSignal,
  work: (open: OpenSuite) => Promise<T>,
  notify: (message: string) => void = () => undefined,
): Promise<T> {
  const found = lookForSeats(config, process.env)
  const packages = [...new Set(['', ...found.seats.map(({ folder }) => folder)])]
  const secrets = await secretsFor(config, packages)
  const session = openSession(config.env, secrets.names)
  const before = await leftBehindIn(config.outputDir, config.cwd)
  if (before.notice !== undefined) notify(before.notice)
  const tree = openProjectTree({
    root: config.cwd,
    folder: session.folder,
    own: [config.outputDir],
    leftBehind: before.files,
  })
  const folders = openFolders(tree, before.folders, (files) => notify(privateFrom(files)))
  const limits = { silenceMs: config.timeoutMs ?? SILENCE_MS, totalMs: config.runTimeoutMs, signal }
  // A copy of the project is the project, as far as the user is concerned.
  const copies = new RegExp(`${escaped(session.folder)}/p\\d+(?=/)`, 'g')
  // As they would be called without leakcheck.
  const temporary = new RegExp(`${escaped(session.folder)}/t\\d+/t(?![\\w.-])`, 'g')
  const redact: Redact = (text) =>
    secrets.redact(text.replace(copies, '').replace(temporary, () => tmpdir()))
  const executors: Executor[] = []
  try {
    const prices: Price[] = []
    const open: Opened[] = []
    const left = await takeSeats(found, config, process.env, async (folder, runner) => {
      const executor = openExecutor(runner.adapter, session, limits, redact, folders)
      executors.push(executor)
      const opened = await describe({ folder, runner, executor }, prices)
      open.push(opened)
      return opened.projects
    })
    // Ids are as they are shown.
    const suite = await discover(open, left, { ...config, tests: config.tests.map(redact) })
    const hostProjects = open.flatMap(({ projects }) => projects)
    const tests = new Map(suite.tests.map((test) => [test.id, test]))
    const projects = new Map(suite.projects.map((project) => [project.name, project]))
    const test = (id: string): TestCase => known(tests.get(id), `test ${id}`)
    const openOf = (name: string): Opened => known(openFor(projects.get(name), open), name)
    for (const { notices = [] } of hostProjects)
      for (const notice of notices) notify(redact(notice))
    for (const { hazards } of open)
      if (hazards.length > 0)
        notify(`every run starts from nothing, which takes longer: ${hazards.join('; ')}`)
    const selected = selectedFiles(suite, hostProjects)
    return await work({
      runnerOf: (name) => openOf(name).found,
      suite: open.some(({ misses }) => misses) ? withoutClones(suite) : suite,
      test,
      redact,
      price: {
        aloneMs: Math.max(0, ...prices.map(({ aloneMs }) => aloneMs)),
        laneMs: Math.max(0, ...prices.map(({ laneMs }) => laneMs)),
      },
      related: (files) => relatedIn(open, suite, files),
      cost: () => sumOf(executors.map((executor) => executor.cost())),
      folders,
      leftBehind: before,
      queued: hostProjects.some(({ queued }) => queued === true),
      clones: (name) => openOf(name).cheapest === 'forking',
      spreads: (name) => projects.get(name)?.spreads === true,
      hosted: (request) =>
        request.host === 'warm' ? { ...request, host: openOf(request.project).cheapest } : request,
      execute: (requests) => {
        const name = requests[0]?.project ?? ''
        const project = known(projects.get(name), name)
        const files = known(selected.get(name), name)
        const silenceMs =
          config.timeoutMs ?? Math.max(...requests.map(({ order }) => patience(order, test)))
        const declared = (file: string) => suite.declared?.get(name)?.get(file)
        return openOf(name).executor.execute(requests, {
          ...{ project, test, silenceMs, files, declared },
        })
      },
    })
  } catch (error) {
    throw error instanceof LeakcheckError ? said(error, redact) : error
  } finally {
    await Promise.all(executors.map((executor) => executor.close()))
    session.close()
  }
}

/** A runner that was started, and what it found. */
interface Opened extends Source {
  readonly found: FoundRunner
  readonly executor: Executor
  readonly cheapest: HostKind
  /** Why its tests are not cloned, though they could be elsewhere. */
  readonly hazards: readonly string[]
  /** What only clones make affordable is left out. */
  readonly misses: boolean
}

async function describe(
  {
    folder,
    runner: found,
    executor,
  }: Pick<Opened, 'folder' | 'executor'> & { runner: FoundRunner },
  prices: Price[],
): Promise<Opened> {
  const { version, projects } = await executor.describe()
  const { adapter } = found
  const unforkable = projects.flatMap(({ unforkable: why = [] }) => why)
  const hazards = adapter.host === 'forking' ? unforkable : []
  const cheapest = hazards.length > 0 ? 'cold' : adapter.host
  return {
    ...{ folder, found, executor, projects, cheapest, hazards },
    runner: { name: adapter.name, version },
    misses: adapter.collectsFirst && cheapest === 'cold',
    list: async (project, files, workers) => {
      const listing = await executor.list(project, files, workers)
      prices.push(priceOf(listing, project, files.length, workers))
      return listing
    },
  }
}

async function relatedIn(
  open: readonly Opened[],
  { projects }: Suite,
  files: readonly string[],
): ReturnType<OpenSuite['related']> {
  const found: string[] = []
  const untraced: string[] = []
  for (const each of open) {
    const own = projects.filter((project) => openFor(project, open) === each)
    const related = await each.executor.related(files)
    if (!related) untraced.push(...own.map(({ name }) => name))
    for (const { project: called, file } of related ?? []) {
      const project = own.find(({ runnerProject }) => runnerProject === called)
      if (project) found.push(fileKey({ project: project.name, file }))
    }
  }
  return { files: found, untraced }
}

/** The runner that a project is from: of one folder there may be two. */
function openFor(project: Project | undefined, open: readonly Opened[]): Opened | undefined {
  if (!project) return undefined
  return open.find(
    ({ folder, runner }) =>
      folder === (project.folder ?? '') && runner.name === project.runner.name,
  )
}

function sumOf(costs: readonly ReturnType<Executor['cost']>[]): ReturnType<Executor['cost']> {
  return costs.reduce(
    (sum, each) => ({
      runs: sum.runs + each.runs,
      processes: sum.processes + each.processes,
      cpuMs: sum.cpuMs + each.cpuMs,
    }),
    { runs: 0, processes: 0, cpuMs: 0 },
  )
}

/** What only clones make affordable is left out, and said. */
function withoutClones(suite: Suite): Suite {
  const what = 'each test with every other file imported, and after the whole suite'
  return { ...suite, notCovered: [...suite.notCovered, { what, why: 'tests are not cloned' }] }
}

/** By project: its files that hold selected tests, and whether those are all that the user would run. */
function selectedFiles(
  { tests }: Suite,
  hostProjects: readonly HostProject[],
): ReadonlyMap<string, SelectedFiles> {
  const own = new Map<string, Set<string>>()
  for (const { project, file } of tests) own.set(project, (own.get(project) ?? new Set()).add(file))
  const listed = hostProjects.reduce((sum, { files }) => sum + files.length, 0)
  const everything = [...own.values()].reduce((sum, files) => sum + files.size, 0) === listed
  return new Map([...own].map(([name, files]) => [name, { own: [...files], everything }]))
}

/** A test may be silent for as long as it may take, and its hooks for as long again. */
function patience(order: Order, test: (id: string) => TestCase): number {
  let longest = SILENCE_MS
  for (const id of order) longest = Math.max(longest, 2 * (test(id).timeoutMs ?? 0))
  return longest
}

/** A process for one file costs what listing it did; one for many files starts once and imports them all. */
function priceOf(listing: Listing, { domain }: HostProject, files: number, workers: number): Price {
  if (domain === 'project') return { aloneMs: listing.firstFileMs, laneMs: listing.wallMs }
  const each = (listing.wallMs * Math.min(workers, files)) / files
  return { aloneMs: each, laneMs: each }
}

function privateFrom(files: readonly FileChange[]): string {
  const written = files.filter(({ after }) => after !== 'a folder')
  const [first] = [...written, ...files]
  const more = written.length > 1 ? ` and ${String(written.length - 1)} more` : ''
  return `tests leave files changed in the project (${first?.path ?? ''}${more}): from now on each run has a copy of it for itself`
}

/** What runners print when they do not start is anything. */
function said(error: LeakcheckError, redact: Redact): LeakcheckError {
  const { code, message, hint, exitCode, cause } = error
  const hidden = hint === undefined ? undefined : redact(hint)
  return new LeakcheckError(code, redact(message), hidden, exitCode, { cause })
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')
}

function known<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new LeakcheckError('internal', `lost track of ${what}`)
  return value
}
