import type { Adapter, HostStart } from '../adapters/adapter.js'
import { LeakcheckError } from '../errors.js'
import type { RawFailure } from '../model/failure.js'
import type { FileEvent, HostProject } from '../model/protocol.js'
import type { RunEnd, RunRecord, RunRequest } from '../model/run.js'
import { openHosts } from './hosts.js'
import { perform } from './perform.js'
import { performTogether, type NumberedRun } from './perform-together.js'
import { clean, emptyRecord, toRecord } from './record.js'
import type { Redact } from './redact.js'
import type { Session } from './session.js'
import { withImports, type Translated } from './translate.js'
import type { Target } from './target.js'
import type { Limits } from './watch-channel.js'

/** What an import of files showed, with the errors that the runner caught outside of them. */
export interface Listing {
  readonly events: readonly FileEvent[]
  readonly unhandled: readonly RawFailure[]
  /** From asking to the first file imported, and to the end of all, in ms. */
  readonly firstFileMs: number
  readonly wallMs: number
}

export interface Executor {
  /** The projects as the runner itself resolved them, and its version. */
  describe(): Promise<{ readonly version: string; readonly projects: readonly HostProject[] }>
  /** Imports the files and reports what they declare, each file in the process that the project would give it. */
  list(project: HostProject, files: readonly string[], workers: number): Promise<Listing>
  /**
   * Runs each order in a process that nothing else has run in. Several at once only where all are for a forking
   * host and one project. Never throws for what test code does: that is in the records.
   */
  execute(requests: readonly RunRequest[], target: Target): Promise<readonly RunRecord[]>
  readonly cost: () => { readonly runs: number; readonly processes: number; readonly cpuMs: number }
  close(): Promise<void>
}

export function openExecutor(
  adapter: Adapter,
  session: Session,
  limits: Limits,
  redact: Redact,
): Executor {
  const hosts = openHosts(adapter.command, session, limits.signal)
  const hostCpu = new Map<number, number>()
  const isAborted = (): boolean => limits.signal.aborted
  let runs = 0
  let testProcesses = 0
  let testCpuMs = 0

  const count = (pid: number, processes: number, cpuMs: number, hostCpuMs: number): void => {
    testProcesses += processes
    testCpuMs += cpuMs
    hostCpu.set(pid, Math.max(hostCpu.get(pid) ?? 0, hostCpuMs))
  }
  const number = (): string => `r${String((runs += 1))}`

  const performOne = async (
    { request, segments }: Translated,
    { project, silenceMs }: Target,
  ): Promise<NumberedRun> =>
    hosts.use({ kind: request.host, project }, async (host) => {
      const plan = {
        mode: 'run',
        project: project.runnerProject,
        root: project.root,
        serial: request.serial ?? false,
        inside: request.inside ?? false,
        segments,
      } as const
      const files = segments.map(({ file }) => file)
      const done = await perform(
        { plan, runnerProject: project.runnerProject, files, workers: 1 },
        host,
        session,
        { ...limits, silenceMs },
      )
      count(host.pid, done.processes, done.testCpuMs, done.hostCpuMs)
      return { ...done, run: number(), cpuMs: done.testCpuMs }
    })

  return {
    async describe() {
      const { version, projects } = await hosts.use({ kind: adapter.host }, (host) =>
        Promise.resolve(host.ready),
      )
      // Two hosts would set up the same servers and files twice at the same time.
      if (projects.some(({ sharedSetup }) => sharedSetup)) hosts.oneAtATime()
      return { version, projects }
    },

    list: (project, files, workers) => {
      // A host that collects first has collected everything, unless it is asked for less.
      const part = adapter.collectsFirst && files.length < project.files.length
      const start: HostStart = part ? { kind: 'cold', files, project } : { kind: adapter.host }
      return hosts.use(start, async (host) => {
        const plan = {
          mode: 'list',
          project: project.name,
          root: project.root,
          serial: false,
          inside: false,
          segments: [],
        } as const
        const askedAt = Date.now()
        const performed = await perform(
          { plan, runnerProject: project.name, files, workers },
          host,
          session,
          limits,
        )
        count(host.pid, performed.processes, performed.testCpuMs, performed.hostCpuMs)
        const events = performed.events.filter((event) => event.ev === 'file')
        return {
          events: events.map((event) => clean(event, redact)),
          unhandled: performed.unhandled.map((failure) => clean({ failure }, redact).failure),
          firstFileMs: Math.min(...events.map(({ at }) => at - askedAt), performed.wallMs),
          wallMs: performed.wallMs,
        }
      })
    },

    async execute(requests, target) {
      const records = new Map<RunRequest, RunRecord>()
      const ready: Translated[] = []
      for (const request of requests) {
        const translation = adapter.translate(request.order, target.test)
        if (isAborted()) records.set(request, emptyRecord(number(), request, { kind: 'aborted' }))
        else if ('inexpressible' in translation) {
          const end = { kind: 'void', why: translation.inexpressible } as const
          records.set(request, emptyRecord(number(), request, end))
        } else if (adapter.collectsFirst) ready.push({ request, ...translation })
        else ready.push(withImports({ request, ...translation }))
      }
      const performing =
        adapter.collectsFirst && ready.length > 0
          ? performTogether(ready, target, { hosts, session, limits, count, number })
          : Promise.all(ready.map((each) => performOne(each, target)))
      const raws = await performing.catch((error: unknown) => {
        if (error instanceof LeakcheckError) return error
        throw error
      })
      ready.forEach((translated, index) => {
        const { request } = translated
        const raw = raws instanceof LeakcheckError ? raws : raws[index]
        if (!raw || raw instanceof LeakcheckError) {
          const end: RunEnd = isAborted()
            ? { kind: 'aborted' }
            : { kind: 'void', why: raw?.message ?? 'the host did not answer' }
          records.set(request, emptyRecord(number(), request, end))
          return
        }
        const end: RunEnd =
          isAborted() && raw.end.kind === 'crashed' ? { kind: 'aborted' } : raw.end
        records.set(request, toRecord(raw.run, translated, { ...raw, end }, target.test, redact))
      })
      return requests.flatMap((request) => records.get(request) ?? [])
    },

    cost: () => ({
      runs,
      processes: hosts.started() + testProcesses,
      cpuMs: testCpuMs + [...hostCpu.values()].reduce((sum, ms) => sum + ms, 0),
    }),
    close: () => hosts.close(),
  }
}
