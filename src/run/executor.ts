import type { Adapter } from '../adapters/adapter.js'
import { LeakcheckError } from '../errors.js'
import type { RawFailure } from '../model/failure.js'
import type { FileEvent, HostProject } from '../model/protocol.js'
import type { RunRecord, RunRequest, StrayError } from '../model/run.js'
import type { Project, TestCase } from '../model/suite.js'
import { openHosts } from './hosts.js'
import { perform, type Limits, type Performed } from './perform.js'
import type { Redact } from './redact.js'
import { readResults, type PlannedTest } from './results.js'
import type { Session } from './session.js'

/** What an import of files showed, with the errors that the runner caught outside of them. */
export interface Listing {
  readonly events: readonly FileEvent[]
  readonly unhandled: readonly RawFailure[]
  /** From asking to the first file imported, and to the end of all, in ms. */
  readonly firstFileMs: number
  readonly wallMs: number
}

/** What a run needs to know of the suite that its order is from. */
export interface Target {
  readonly project: Project
  readonly test: (id: string) => TestCase
  /** The run is ended when it is silent for this long, in ms. */
  readonly silenceMs: number
}

export interface Executor {
  /** The projects as the runner itself resolved them. */
  describe(): Promise<readonly HostProject[]>
  /** Imports the files and reports what they declare, each file in the process that the project would give it. */
  list(project: HostProject, files: readonly string[], workers: number): Promise<Listing>
  /** Runs one order in one fresh process. Never throws for what test code does: that is in the record. */
  execute(request: RunRequest, target: Target): Promise<RunRecord>
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

  const count = (pid: number, performed: Performed): void => {
    testProcesses += performed.processes
    testCpuMs += performed.testCpuMs
    hostCpu.set(pid, Math.max(hostCpu.get(pid) ?? 0, performed.hostCpuMs))
  }

  return {
    async describe() {
      const projects = await hosts.use('warm', (host) => Promise.resolve(host.ready.projects))
      // Two hosts would set up the same servers and files twice at the same time.
      if (projects.some(({ sharedSetup }) => sharedSetup)) hosts.oneAtATime()
      return projects
    },

    list: (project, files, workers) =>
      hosts.use('warm', async (host) => {
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
        count(host.pid, performed)
        const events = performed.events.filter((event) => event.ev === 'file')
        return {
          events: events.map((event) => clean(event, redact)),
          unhandled: performed.unhandled.map((failure) => clean({ failure }, redact).failure),
          firstFileMs: Math.min(...events.map(({ at }) => at - askedAt), performed.wallMs),
          wallMs: performed.wallMs,
        }
      }),

    async execute(request, { project, test, silenceMs }) {
      const base = { request, wallMs: 0, cpuMs: 0, processes: 0, stray: [] }
      const missing = request.order.map(
        (id) => ({ id, outcome: 'missing', durationMs: 0 }) as const,
      )
      const number = (): string => `r${String((runs += 1))}`
      if (isAborted()) return { ...base, run: number(), end: { kind: 'aborted' }, results: missing }
      const translation = adapter.translate(request.order, test)
      if ('inexpressible' in translation) {
        return {
          ...base,
          run: number(),
          end: { kind: 'void', why: translation.inexpressible },
          results: missing,
        }
      }
      const { segments, places } = translation
      const planned = places.map((place, index): PlannedTest => {
        const id = request.order[index] ?? ''
        return { ...place, id, concurrent: test(id).concurrent }
      })
      const performed = await hosts
        .use(request.host, async (host) => {
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
          count(host.pid, done)
          return done
        })
        .catch((error: unknown) =>
          error instanceof LeakcheckError ? error : Promise.reject(error as Error),
        )
      if (performed instanceof LeakcheckError) {
        const end = isAborted()
          ? ({ kind: 'aborted' } as const)
          : ({ kind: 'void', why: performed.message } as const)
        return { ...base, run: number(), end, results: missing }
      }
      const end =
        isAborted() && performed.end.kind === 'crashed'
          ? ({ kind: 'aborted' } as const)
          : performed.end
      const reading = readResults(planned, segments, performed.events, end)
      const stray: StrayError[] = [
        ...reading.stray,
        ...performed.unhandled.map((failure) => ({ kind: 'unhandled' as const, failure })),
      ]
      const failed =
        end.kind !== 'completed' || reading.results.some(({ outcome }) => outcome !== 'passed')
      return {
        run: number(),
        request,
        end: reading.mismatch === undefined ? end : { kind: 'void', why: reading.mismatch },
        results: reading.results.map((result) => clean(result, redact)),
        stray: stray.map((error) => ({ ...error, failure: clean(error, redact).failure })),
        ...(failed && performed.output !== '' ? { output: redact(performed.output) } : {}),
        wallMs: performed.wallMs,
        cpuMs: performed.testCpuMs,
        processes: performed.processes,
      }
    },

    cost: () => ({
      runs,
      processes: hosts.started() + testProcesses,
      cpuMs: testCpuMs + [...hostCpu.values()].reduce((sum, ms) => sum + ms, 0),
    }),
    close: () => hosts.close(),
  }
}

/** Failures and output are test code's words; ids stay as they are, since records are looked up by them. */
function clean<T extends { readonly failure?: RawFailure }>(item: T, redact: Redact): T {
  if (!item.failure) return item
  return { ...item, failure: { ...item.failure, message: redact(item.failure.message) } }
}
