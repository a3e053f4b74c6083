import type { Config } from './config/config.js'
import { discover, type Scope } from './discover/discover.js'
import { findRunner } from './discover/find-runner.js'
import type { FoundRunner } from './discover/found-runner.js'
import { LeakcheckError } from './errors.js'
import { leftBehindIn } from './left-behind.js'
import type { FileChange, RunRecord, RunRequest } from './model/run.js'
import type { Suite, TestCase } from './model/suite.js'
import type { HostProject } from './model/protocol.js'
import type { Price } from './plan/summary.js'
import { openFolders, type Folders } from './run/folders.js'
import { openProjectTree } from './run/tree/project-tree.js'
import { openExecutor, type Executor, type Listing } from './run/executor.js'
import type { SelectedFiles } from './run/target.js'
import { redactor, type Redact } from './run/redact.js'
import { openSession } from './run/session.js'

/** A project with its runner started and its tests listed: what every command begins with. */
export interface OpenSuite {
  readonly runner: FoundRunner
  readonly suite: Suite
  readonly test: (id: string) => TestCase
  /** Several at once only where a forking host serves them all. */
  readonly execute: (requests: readonly RunRequest[]) => Promise<readonly RunRecord[]>
  /** `warm` stands for the cheapest host that serves a project: which one that is. */
  readonly hosted: (request: RunRequest) => RunRequest
  /** That host clones itself. */
  readonly clones: boolean
  readonly cost: Executor['cost']
  /** Where runs take place: in the project itself, or in copies of it. */
  readonly folders: Pick<Folders, 'arePrivate' | 'areShared' | 'changed' | 'lost'>
  /** The project's own settings keep its test processes from running side by side. */
  readonly queued: boolean
  /** What tests had left in the project before leakcheck began, as far as it knows. */
  readonly leftBehind: readonly string[]
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
  config: Config & Pick<Scope, 'files'>,
  signal: AbortSignal,
  work: (open: OpenSuite) => Promise<T>,
  notify: (message: string) => void = () => undefined,
): Promise<T> {
  const runner = findRunner(config, process.env)
  const session = openSession(config.env)
  const before = leftBehindIn(config.outputDir, config.cwd)
  const tree = openProjectTree({
    root: config.cwd,
    folder: session.folder,
    own: [config.outputDir],
    leftBehind: before.files,
  })
  const folders = openFolders(tree, before.copies, (files) => notify(privateFrom(files)))
  const limits = { silenceMs: config.timeoutMs ?? SILENCE_MS, totalMs: config.runTimeoutMs, signal }
  const secrets = redactor({ ...process.env, ...config.env })
  // A copy of the project is the project, as far as the user is concerned.
  const copies = new RegExp(`${escaped(session.folder)}/p\\d+(?=/)`, 'g')
  const redact: Redact = (text) => secrets(text.replace(copies, ''))
  const executor = openExecutor(runner.adapter, session, limits, redact, folders)
  try {
    const { version, projects: hostProjects } = await executor.describe()
    const prices: Price[] = []
    const suite = await discover(
      hostProjects,
      { name: runner.adapter.name, version },
      config,
      async (project, files, workers) => {
        const listing = await executor.list(project, files, workers)
        prices.push(priceOf(listing, project, files.length, workers))
        return listing
      },
    )
    const tests = new Map(suite.tests.map((test) => [test.id, test]))
    const projects = new Map(suite.projects.map((project) => [project.name, project]))
    const test = (id: string): TestCase => known(tests.get(id), `test ${id}`)
    for (const { notices = [], unforkable = [] } of hostProjects) {
      for (const notice of notices) notify(notice)
      if (runner.adapter.host === 'forking' && unforkable.length > 0)
        notify(`every run starts from nothing, which takes longer: ${unforkable.join('; ')}`)
    }
    const { adapter } = runner
    const clonable = hostProjects.every(({ unforkable = [] }) => unforkable.length === 0)
    const cheapest = adapter.host === 'forking' && !clonable ? 'cold' : adapter.host
    const selected = selectedFiles(suite, hostProjects)
    return await work({
      runner,
      suite: adapter.collectsFirst && cheapest === 'cold' ? withoutClones(suite) : suite,
      test,
      redact,
      price: {
        aloneMs: Math.max(0, ...prices.map(({ aloneMs }) => aloneMs)),
        laneMs: Math.max(0, ...prices.map(({ laneMs }) => laneMs)),
      },
      cost: () => executor.cost(),
      folders,
      leftBehind: before.files,
      queued: hostProjects.some(({ queued }) => queued === true),
      clones: cheapest === 'forking',
      hosted: (request) => (request.host === 'warm' ? { ...request, host: cheapest } : request),
      execute: (requests) => {
        const name = requests[0]?.project ?? ''
        const project = known(projects.get(name), name)
        const files = known(selected.get(name), name)
        const silenceMs =
          config.timeoutMs ?? patience(requests.flatMap(({ order }) => order.map(test)))
        return executor.execute(requests, { project, test, silenceMs, files })
      },
    })
  } finally {
    await executor.close()
    session.close()
  }
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
function patience(tests: readonly TestCase[]): number {
  return Math.max(SILENCE_MS, ...new Set(tests.map(({ timeoutMs = 0 }) => 2 * timeoutMs)))
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

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')
}

function known<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new LeakcheckError('internal', `lost track of ${what}`)
  return value
}
