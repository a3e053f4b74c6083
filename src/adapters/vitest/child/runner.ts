/**
 * Loaded by the user's Vitest, in the process that runs his tests, as the project's `runner`: lists, selects and
 * orders tests by their place in the file, never by name, and reports to the run's channel. It extends the
 * runner that the project would have used. Works in Vitest 2 to 5.
 */
import type { Place, RunPlan, Segment } from '../../../model/protocol.js'
import { below } from './below.js'
import { openChannel } from './channel.js'
import { toFailure } from './failure.js'
import { countSnapshotsAgain, type SnapshotCounts } from './snapshot-counts.js'
import {
  each,
  find,
  indexOf,
  joined,
  kept,
  KeptMap,
  KeptSet,
  KeptWeakSet,
  map,
  push,
} from './kept.js'
import { importFailure } from './import-failure.js'
import { keepPlaces } from './keep-places.js'
import { listTests, readTree, type FileTask, type FileTree, type Task } from './tree.js'
import { isRepeated, repeat } from './repeat.js'
import { select } from './select.js'
import { watchSecrets } from './secrets.js'
import { withoutSecrets } from './without-secrets.js'
import { keepApart, neverWrite, type SnapshotOptions, type SnapshotState } from './snapshots.js'

interface BaseRunner {
  readonly config: { passWithNoTests?: boolean; snapshotOptions?: SnapshotOptions }
  readonly snapshotClient?: {
    readonly snapshotStateMap?: ReadonlyMap<string, SnapshotState & SnapshotCounts>
  }
  onBeforeRunFiles?(files: FileTask[]): unknown
  onBeforeRunSuite?(suite: Task): unknown
  onAfterRunSuite?(suite: Task): unknown
  onBeforeRunTask?(test: Task): unknown
  onAfterRunTask?(test: Task): unknown
  onAfterRunFiles?(files: FileTask[]): unknown
  importFile(path: string, source: string): unknown
}
type BaseClass = new (config: unknown) => BaseRunner

interface WorkerState {
  readonly environment?: { readonly name?: string }
  readonly evaluatedModules?: {
    getModuleById(id: string): unknown
    invalidateModule(node: unknown): void
  }
  readonly moduleCache?: { delete(id: string): void }
}

const plan = JSON.parse(kept.readFileSync(String(process.env.LEAKCHECK_PLAN), 'utf8')) as RunPlan
// Modules that may hold the runner class to extend, the likeliest first.
const bases = JSON.parse(String(process.env.LEAKCHECK_RUNNER_BASES)) as string[]
// Test code must not see these, and children that it starts have no use for them.
delete process.env.LEAKCHECK_PLAN
delete process.env.LEAKCHECK_RUNNER_BASES
// Processes that run side by side never have the same, as with one Vitest: tests name databases and ports by it.
const slot = process.env.LEAKCHECK_SLOT
const isByItself = plan.mode === 'run' && !plan.spread
if (slot !== undefined && slot !== '1' && isByItself) process.env.VITEST_POOL_ID = slot
delete process.env.LEAKCHECK_SLOT

// Of several processes each gets files as Vitest deals them out: which process it is, and which segments are its own.
const LANE = plan.spread ? { lane: kept.pid } : {}
const HOW = { serial: plan.serial, retries: plan.retries === true }
const report = withoutSecrets(openChannel(plan.channel), watchSecrets(plan.secrets), LANE)
const Base = await loadBase()

export default class LeakcheckRunner extends Base {
  #trees = new KeptMap<Task, FileTree>()
  #owner = new KeptMap<Task, FileTree>()
  #imported = new KeptSet<string>()
  #segment = -1
  #pass = new KeptMap<Task, number>()
  #open = new KeptMap<Task, number>()
  #begun = new KeptMap<Task, number>()
  #apart = new KeptWeakSet<SnapshotState>()

  constructor(config: unknown) {
    super(config)
    report({ ev: 'hello', pid: kept.pid })
  }

  override importFile(path: string, source: string): unknown {
    if (source === 'collect') {
      // A file that the order names again is evaluated again, as the runner itself does when it reruns a file;
      // what it imported stays as it is.
      if (this.#imported.has(path)) forget(path)
      this.#imported.add(path)
    }
    return super.importFile(path, source)
  }

  override async onBeforeRunFiles(files: FileTask[]): Promise<void> {
    await super.onBeforeRunFiles?.(files)
    // Files are taken out of the list, and put into it again.
    const given = map(files, (file) => file)
    each(given, (file) => {
      const tree = keepPlaces(readTree(file), plan.listed?.[name(file)])
      this.#trees.set(file, tree)
      tree.positions.forEach((_, task) => this.#owner.set(task, tree))
      const tests = listTests(tree)
      const segment = this.#segmentOf(file)
      report({
        ev: 'file',
        ...LANE,
        at: kept.clock(),
        seg: segment,
        file: name(file),
        environment: workerState()?.environment?.name ?? 'node',
        tests,
        ...importFailure(file, plan.root, tests.length, this.config.passWithNoTests === true),
      })
      if (plan.mode === 'list') {
        takeOut(files, file)
        return
      }
      this.#segment = segment
      const passes = plan.segments[this.#segment]?.passes ?? []
      if (!plan.inside) for (let again = 1; again < passes.length; again++) push(files, file)
      if (!find(passes, (pass) => pass.length > 0)) takeOut(files, file)
    })
  }

  /** In a process by itself they come one after the other, and a file may come back. */
  #segmentOf(file: FileTask): number {
    if (plan.mode === 'list') return -1
    if (!plan.spread) return this.#segment + 1
    const own = name(file)
    return indexOf<Segment | undefined>(
      plan.segments,
      find(plan.segments, (segment) => segment.file === own),
    )
  }

  override async onBeforeRunSuite(suite: Task): Promise<void> {
    const tree = this.#trees.get(suite)
    // Before its first pass a file can only have failed to import; then there is nothing to select.
    if (tree && (suite.result?.state !== 'fail' || this.#pass.has(suite))) this.#startPass(tree)
    this.#beginAgain(suite)
    neverWrite(this.config.snapshotOptions)
    await super.onBeforeRunSuite?.(suite)
    if (tree && suite.mode !== 'skip') this.#keepSnapshotsApart(tree)
  }

  #keepSnapshotsApart(tree: FileTree): void {
    const states = this.snapshotClient?.snapshotStateMap
    const state = states && kept.mapGet(states, tree.file.filepath)
    if (state && !this.#apart.has(state)) keepApart(state, tree)
    if (state) this.#apart.add(state)
  }

  #startPass(tree: FileTree): void {
    const pass = this.#pass.get(tree.file) ?? 0
    this.#pass.set(tree.file, pass + 1)
    const wanted = plan.segments[this.#segment]?.passes[pass] ?? []
    if (pass > 0) countSnapshotsAgain(this, tree.file.filepath)
    select(tree, wanted, { again: pass > 0, ...HOW })
    if (plan.inside) repeat(tree, wanted, plan.inside)
  }

  /** With `inside`, a part of the file runs twice in one run of it: made whole in between. */
  #beginAgain(task: Task): void {
    const tree = this.#owner.get(task)
    if (!plan.inside || !tree || !isRepeated(tree, task, plan.inside)) return
    const times = this.#begun.get(task) ?? 0
    this.#begun.set(task, times + 1)
    if (times === 0) return
    this.#pass.set(tree.file, times + 1)
    const wanted = plan.segments[this.#segment]?.passes[times] ?? []
    countSnapshotsAgain(this, tree.file.filepath)
    select(tree, wanted, { again: true, ...HOW, from: task })
  }

  override async onAfterRunSuite(suite: Task): Promise<void> {
    this.#closeSkipped()
    const tree = this.#owner.get(suite)
    // Read before the base class adds its complaint about snapshots of tests that we did not run.
    if (tree && suite.result?.errors?.length) {
      report({
        ...this.#where(suite, tree),
        ev: 'hook',
        failure: toFailure(suite.result.errors, plan.root, 'hook'),
      })
    }
    await super.onAfterRunSuite?.(suite)
  }

  override async onBeforeRunTask(test: Task): Promise<void> {
    const tree = this.#owner.get(test)
    this.#beginAgain(test)
    if (tree && (test.mode === 'run' || test.mode === 'queued')) {
      if (test.concurrent !== true) this.#closeSkipped()
      report({ ...this.#where(test, tree), ev: 'start', titlePath: tree.titles.get(test) ?? [] })
      this.#open.set(test, kept.now())
    }
    await super.onBeforeRunTask?.(test)
  }

  override async onAfterRunTask(test: Task): Promise<void> {
    await super.onAfterRunTask?.(test)
    this.#end(test)
  }

  #end(test: Task): void {
    const tree = this.#owner.get(test)
    const startedAt = this.#open.get(test)
    if (!tree || startedAt === undefined) return
    this.#open.delete(test)
    const state = test.result?.state
    const outcome = state === 'pass' ? 'passed' : state === 'skip' ? 'skipped' : 'failed'
    // There is a second attempt only where the first one failed, or failed as it should.
    const retries = test.fails === true ? 0 : (test.result?.retryCount ?? 0)
    const failed = state === 'fail' || retries > 0
    const note = typeof test.result?.note === 'string' ? test.result.note : ''
    report({
      ...this.#where(test, tree),
      ev: 'end',
      outcome: failed ? 'failed' : outcome,
      ms: kept.round(kept.now() - startedAt),
      ...(failed ? { failure: toFailure(test.result?.errors, plan.root) } : {}),
      ...(outcome === 'skipped' && note !== ''
        ? { failure: { type: 'Skipped', message: note } }
        : {}),
      ...(retries > 0 ? { retried: { outcome, attempts: retries + 1 } } : {}),
    })
  }

  /** Vitest tells the runner nothing when a test skips itself: found at the next chance. */
  #closeSkipped(): void {
    this.#open.forEach((_, test) => {
      if (test.result?.state === 'skip') this.#end(test)
    })
  }

  #where(task: Task, tree: FileTree): Place {
    return {
      ...LANE,
      seg: this.#segment,
      pass: (this.#pass.get(tree.file) ?? 1) - 1,
      pos: tree.positions.get(task) ?? '',
    }
  }

  override async onAfterRunFiles(files: FileTask[]): Promise<void> {
    await super.onAfterRunFiles?.(files)
    this.#closeSkipped()
    const { user, system } = kept.cpuUsage()
    report({ ev: 'bye', ...LANE, cpuMs: kept.round((user + system) / 1000) })
  }
}

/** The project's own runner if it has one, else Vitest's, whichever name this version gives it. */
async function loadBase(): Promise<BaseClass> {
  for (const url of bases) {
    const module = (await import(/* @vite-ignore */ url)) as Record<string, BaseClass | undefined>
    const found = [module.default, module.TestRunner, module.VitestTestRunner].find(
      (candidate) =>
        typeof (candidate?.prototype as BaseRunner | undefined)?.importFile === 'function',
    )
    if (found) return found
  }
  throw new Error(`leakcheck: no test runner class in ${bases.join(', ')}`)
}

function workerState(): WorkerState | undefined {
  return (globalThis as { __vitest_worker__?: WorkerState }).__vitest_worker__
}

function forget(path: string): void {
  const state = workerState()
  const node = state?.evaluatedModules?.getModuleById(path)
  if (node !== undefined) state?.evaluatedModules?.invalidateModule(node)
  state?.moduleCache?.delete(path)
}

function name(file: FileTask): string {
  const { filepath } = file
  return (
    below(plan.root, filepath) ??
    joined(kept.split(kept.relative(plan.root, filepath), kept.sep), '/')
  )
}

function takeOut(files: FileTask[], file: FileTask): void {
  kept.splice(files, indexOf(files, file), 1)
}
