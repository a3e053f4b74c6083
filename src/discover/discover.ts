import { readFileSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { LeakcheckError } from '../errors.js'
import type { RawFailure } from '../model/failure.js'
import type { FileEvent, HostProject, ListedPlace } from '../model/protocol.js'
import type { Project, Suite, TestCase } from '../model/suite.js'
import { nothingToRun } from './nothing-to-run.js'
import { requireFiles, requireTests } from './require-matches.js'
import { selectFiles } from './select-files.js'
import type { LeftOut } from './take-seats.js'
import { toTests, type RankedTest } from './to-tests.js'

export interface Scope {
  readonly cwd: string
  readonly paths: readonly string[]
  /** Exact ids; empty: all. */
  readonly tests: readonly string[]
  readonly jobs: number
  /** Only files with these names, relative to their project's root; undefined: all. */
  readonly files?: ReadonlySet<string>
  /** All that is asked about is in a file with one of these names: what no process shares with it is left out. Undefined: all. */
  readonly about?: ReadonlySet<string>
}

/** Imports files in the user's runner and reports what they declare. */
export type ListFiles = (
  project: HostProject,
  files: readonly string[],
  workers: number,
) => Promise<{
  readonly events: readonly FileEvent[]
  readonly unhandled: readonly RawFailure[]
  /** What was printed, if no process for tests has said anything. */
  readonly mute?: string
}>

/** What a runner has found in a folder, and how it lists more. */
export interface Source {
  /** Where it is called, relative to where leakcheck was started; empty: there. */
  readonly folder: string
  readonly runner: Project['runner']
  readonly projects: readonly HostProject[]
  readonly list: ListFiles
}

/**
 * Lists every test of the selection.
 *
 * @param left what no source is about
 * @throws LeakcheckError when there is nothing to drive; with exit code 4 when nothing matches
 */
export async function discover(
  sources: readonly Source[],
  left: LeftOut,
  scope: Scope,
): Promise<Suite> {
  const hostProjects = sources.flatMap((source) => source.projects)
  const wanted = selectFiles(scope.paths, scope.cwd)
  const inFolder = (folder: string, file: string) => (folder === '' ? file : `${folder}/${file}`)
  const isAbout = (folder: string) => (file: string) =>
    scope.about?.has(inFolder(folder, file)) ?? false
  // A part of an id need not begin with a file.
  const isNamed = sources.some(({ folder, projects: own }) =>
    own.some(({ files }) => files.some(isAbout(folder))),
  )
  requireFiles(scope.paths, scope.cwd, hostProjects.flatMap(filesOf), left.folders)
  const projects: Project[] = []
  const tests: TestCase[] = []
  const faults = new Map<string, RawFailure>()
  const declared = new Map<string, ReadonlyMap<string, readonly ListedPlace[]>>()
  for (const { folder, runner, projects: own, list } of sources) {
    for (const host of own) {
      const names = projects.map(({ name }) => name)
      const project = toProject(host, { folder, runner }, scope.cwd, names)
      const files = (isNamed ? sharing(host, isAbout(folder)) : host.files).filter(
        (file) =>
          wanted(resolve(host.root, file)) && (scope.files?.has(inFolder(folder, file)) ?? true),
      )
      projects.push(project)
      if (files.length === 0) continue
      const events = await listAll(host, files, scope.jobs, list)
      declared.set(project.name, new Map([...events].map(([file, { tests: own }]) => [file, own])))
      const listed = files.flatMap((file) => toTests(project, file, events.get(file)))
      for (const { id, file } of listed) {
        const fault = events.get(file)?.failure
        if (fault) faults.set(id, fault)
      }
      // One by one: as arguments, a hundred thousand would be too many.
      for (const test of inOwnOrder(listed)) tests.push(test)
    }
  }
  const selected = selectTests(tests, scope)
  if (selected.length === 0) throw nothingToRun(hostProjects, scope.paths, wanted, left)
  const used = new Set(selected.map(({ project }) => project))
  return {
    projects: projects.filter(({ name }) => used.has(name)),
    tests: selected,
    notCovered: [...left.notCovered, ...hostProjects.flatMap(({ unsupported }) => unsupported)],
    declared,
    faults,
  }
}

/** Its files that a process can share with one of those. */
function sharing(
  { files, domain }: HostProject,
  isAbout: (file: string) => boolean,
): readonly string[] {
  const own = files.filter(isAbout)
  return domain === 'file' || own.length === 0 ? own : files
}

/** Absolute paths of all its test files, also of those that leakcheck cannot drive. */
function filesOf({ root, files, unsupported }: HostProject): readonly string[] {
  return [...files, ...unsupported.map(({ what }) => what)].map((file) => resolve(root, file))
}

/** Runners may mix the tests of several files, as for a fixture that they share. */
function inOwnOrder(tests: readonly RankedTest[]): TestCase[] {
  const isRanked = tests.every(
    ({ rank, titlePath }) => rank !== undefined || titlePath.length === 0,
  )
  const sorted = isRanked ? [...tests].sort((a, b) => (a.rank ?? -1) - (b.rank ?? -1)) : tests
  return sorted.map(({ rank: _, ...test }) => test)
}

/**
 * Lists the files as the project runs them. What is missing then, because something ended the process, and
 * what failed to import in the company of other files, is listed again file by file.
 */
async function listAll(
  host: HostProject,
  files: readonly string[],
  jobs: number,
  list: ListFiles,
): Promise<ReadonlyMap<string, FileEvent>> {
  const byFile = (events: readonly FileEvent[]): [string, FileEvent][] =>
    events.map((event) => [event.file, event])
  const { events, unhandled, mute } = await list(host, files, jobs)
  // Not one file was reached: something before them failed, such as a global set-up.
  if (events.length === 0 && unhandled[0]) throw setupFailed(unhandled[0])
  if (events.length === 0 && mute !== undefined) throw noProcess(mute)
  const found = new Map(byFile(events))
  const doubtful = files.filter((file) => {
    const event = found.get(file)
    return !event || (event.failure !== undefined && host.domain === 'project')
  })
  if (files.length === 1) return found
  for (const file of doubtful) {
    const again = await list(host, [file], 1)
    for (const [key, event] of byFile(again.events)) found.set(key, event)
  }
  return found
}

function setupFailed({ type, message }: RawFailure): LeakcheckError {
  const [line = ''] = message.split('\n')
  return new LeakcheckError(
    'collection-failed',
    `the runner could not start the tests: ${type}: ${line}`,
    'does `npx vitest run` work in this folder?',
  )
}

/** It was gone before a file could be to blame. */
function noProcess(printed: string): LeakcheckError {
  // What comes after it is the runner's own surprise.
  const [line] = printed.split('\n').filter((each) => each.trim() !== '')
  const reason = line === undefined ? 'and nothing was printed' : `it printed: ${line.trim()}`
  return new LeakcheckError(
    'collection-failed',
    `the processes that the runner starts for its tests end before they get to a test file; ${reason}`,
    'does `npx vitest run` work in this folder?',
  )
}

function toProject(
  host: HostProject,
  { folder, runner }: Pick<Source, 'folder' | 'runner'>,
  cwd: string,
  taken: readonly string[],
): Project {
  const base = resolve(cwd, folder)
  const name = host.name || (packageName(host.root) ?? (folder || runner.name))
  const others = [name, [folder, name].filter(Boolean).join('/'), `${name} (${runner.name})`]
  return {
    name: others.find((each) => !taken.includes(each)) ?? `${name} ${String(taken.length)}`,
    runnerProject: host.name,
    root: host.root,
    ...(folder === '' ? {} : { folder }),
    runner,
    domain: host.domain,
    ...(host.spreads ? { spreads: true } : {}),
    sharedSetup: host.sharedSetup,
    ...(host.config === undefined ? {} : { config: relative(base, host.config) || host.config }),
  }
}

function packageName(root: string): string | undefined {
  try {
    const { name } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      name?: unknown
    }
    return typeof name === 'string' && name !== '' ? name : undefined
  } catch {
    return undefined
  }
}

function selectTests(
  tests: readonly TestCase[],
  { tests: ids, paths }: Scope,
): readonly TestCase[] {
  if (ids.length === 0) return tests
  requireTests(ids, new Set(tests.map(({ id }) => id)), paths.length > 0)
  const wanted = new Set(ids)
  return tests.filter(({ id }) => wanted.has(id))
}
