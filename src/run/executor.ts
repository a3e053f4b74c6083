import { setTimeout as sleep } from 'node:timers/promises'
import type { Adapter, HostStart } from '../adapters/adapter.js'
import { LeakcheckError } from '../errors.js'
import type { RawFailure } from '../model/failure.js'
import type { FileEvent, HostProject, RelatedFile } from '../model/protocol.js'
import { isFailure } from '../model/outcome.js'
import type { RunEnd, RunRecord, RunRequest } from '../model/run.js'
import { asInProject, atHost } from './at-host.js'
import { leftProcesses } from './left-processes.js'
import { closeSite, leaveSite, openSite, siteIn, undo, type Site } from './site.js'
import type { Folders } from './folders.js'
import { doubtSharedSetup } from './doubt-shared-setup.js'
import type { Host } from './host.js'
import { openHosts } from './hosts.js'
import { joined, partsOf } from './parts.js'
import { perform } from './perform.js'
import { performLanes } from './perform-lanes.js'
import { performOrder } from './perform-order.js'
import { performTogether, type Bench } from './perform-together.js'
import { clean, cleanTitles, emptyRecord, toRecord } from './record.js'
import type { Redact } from './redact.js'
import type { Session } from './session.js'
import { sharing, withImports, type Translated } from './translate.js'
import type { Target } from './target.js'
import { isTheEnd } from './watch-starts.js'
import type { PrivateCopy } from './tree/private-copy.js'
import type { Limits } from './watch-channel.js'

/** What an import of files showed, with the errors that the runner caught outside of them. */
export interface Listing {
  readonly events: readonly FileEvent[]
  readonly unhandled: readonly RawFailure[]
  /** No process for tests has said anything at all: what was printed instead. */
  readonly mute?: string
  /** From asking to the first file imported, and to the end of all, in ms. */
  readonly firstFileMs: number
  readonly wallMs: number
}

export interface Executor {
  /** The projects as the runner itself resolved them, and its version. */
  describe(): Promise<{ readonly version: string; readonly projects: readonly HostProject[] }>
  /** Imports the files and reports what they declare, each file in the process that the project would give it. */
  list(project: HostProject, files: readonly string[], workers: number): Promise<Listing>
  /** Test files that reach one of these files (absolute paths) by their imports; undefined: this runner does not tell. */
  related(files: readonly string[]): Promise<readonly RelatedFile[] | undefined>
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
  folders: Folders,
): Executor {
  const hosts = openHosts(adapter.command, session, limits.signal, folders)
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
  const bench: Bench = { hosts, session, limits, count, number }

  /** One order, or several that a host that clones itself serves as a tree. */
  const run = async (
    requests: readonly RunRequest[],
    target: Target,
    at?: Site,
  ): Promise<readonly RunRecord[]> => {
    const records = new Map<RunRequest, RunRecord>()
    const ready: Translated[] = []
    for (const request of requests) {
      const translation = adapter.translate(request.order, target.test)
      if (isAborted()) records.set(request, emptyRecord(number(), request, { kind: 'aborted' }))
      else if ('inexpressible' in translation) {
        const end = { kind: 'void', why: translation.inexpressible } as const
        records.set(request, emptyRecord(number(), request, end))
      } else if (adapter.collectsFirst)
        ready.push(sharing({ request, ...translation }, ready.at(-1)))
      else ready.push(withImports({ request, ...translation }))
    }
    const perform = adapter.collectsFirst ? performTogether : performOrder
    const performing = ready.length > 0 ? perform(ready, target, bench, at) : Promise.resolve([])
    const raws = await performing.catch((error: unknown) => {
      if (error instanceof LeakcheckError && !isTheEnd(error)) return error
      throw error
    })
    ready.forEach((translated, index) => {
      const { request } = translated
      const raw = raws instanceof LeakcheckError ? raws : raws[index]
      if (!raw || raw instanceof LeakcheckError) {
        const end: RunEnd = isAborted()
          ? { kind: 'aborted' }
          : { kind: 'void', why: redact(raw?.message ?? 'the host did not answer') }
        records.set(request, emptyRecord(number(), request, end))
        return
      }
      const end: RunEnd = isAborted() && raw.end.kind === 'crashed' ? { kind: 'aborted' } : raw.end
      const record = toRecord(raw.run, translated, { ...raw, end }, target, redact)
      records.set(request, doubtSharedSetup(record, target.project))
    })
    return requests.flatMap((request) => records.get(request) ?? [])
  }

  /** Processes one after another, over the same files. */
  const runParts = async (
    request: RunRequest,
    parts: readonly RunRequest[],
    target: Target,
    given?: PrivateCopy,
  ): Promise<RunRecord> => {
    const site = given ? siteIn(given, session) : await openSite(folders, session)
    const records: RunRecord[] = []
    try {
      if (!adapter.collectsFirst) records.push(...(await run(parts, target, site)))
      else
        for (const [index, part] of parts.entries()) {
          if (index === parts.length - 1) undo(request, site)
          records.push(...(await run([{ ...part, host: 'cold' }], target, site)))
        }
      const left = leftProcesses(site.marks).map(({ command, ports }) => {
        return { command: redact(command), ports }
      })
      return { ...joined(request, records), left }
    } finally {
      if (given) closeSite(site)
      else leaveSite(site, folders)
    }
  }

  const runAll = async (
    requests: readonly RunRequest[],
    target: Target,
    at?: PrivateCopy,
  ): Promise<readonly RunRecord[]> => {
    const [request] = requests
    if (request?.spread)
      return atSite(at, (site) =>
        performLanes(request, target, { adapter, bench, redact, isAborted, at: site }),
      )
    const parts = requests.length === 1 && request ? partsOf(request, target.test) : []
    if (request && (parts.length > 1 || request.undo))
      return [await runParts(request, parts, target, at)]
    if (adapter.collectsFirst) return atSite(at, (site) => run(requests, target, site))
    const records: RunRecord[] = []
    for (const each of requests)
      records.push(...(await atSite(at, (site) => run([each], target, site))))
    return records
  }
  const atSite = async <T>(
    copy: PrivateCopy | undefined,
    work: (site?: Site) => Promise<T>,
  ): Promise<T> => {
    if (!copy) return work()
    const site = siteIn(copy, session)
    return work(site).finally(() => closeSite(site))
  }

  return {
    async describe() {
      const { version, projects } = await hosts.use({ kind: adapter.host }, ({ host, copy }) =>
        Promise.resolve(asInProject(host.ready, copy)),
      )
      // Two hosts would set up the same servers and files twice at the same time.
      if (projects.some(({ sharedSetup }) => sharedSetup)) hosts.oneAtATime()
      return { version, projects }
    },

    list: (project, files, workers) => {
      // A host that collects first has collected everything, unless it is asked for less.
      const part = adapter.collectsFirst && files.length < project.files.length
      const start: HostStart = part ? { kind: 'cold', files, project } : { kind: adapter.host }
      return hosts.use(start, async ({ host, copy }) => {
        const plan = {
          mode: 'list',
          project: project.name,
          root: atHost(project.root, copy),
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
        const isMute = performed.events.length === 0 && performed.end.kind !== 'aborted'
        return {
          ...(isMute ? { mute: redact(await lastWords(host)) } : {}),
          events: events.map((event) => cleanTitles(event, redact)),
          unhandled: performed.unhandled.map((failure) => clean({ failure }, redact).failure),
          firstFileMs: Math.min(...events.map(({ at }) => at - askedAt), performed.wallMs),
          wallMs: performed.wallMs,
        }
      })
    },

    async related(files) {
      if (!adapter.tracesImports) return undefined
      const start: HostStart = { kind: adapter.host }
      return hosts.use(start, async ({ host, copy }) => {
        const { id } = session.runFolder()
        const asked = files.map((file) => atHost(file, copy))
        return (await host.ask({ type: 'related', id, files: asked }))?.related
      })
    },

    async execute(given, target) {
      // What a global setup has written is put back with the rest: each run sets up anew.
      const requests =
        folders.arePrivate() && target.project.sharedSetup ? given.map(fromNothing) : given
      const wasPrivate = folders.arePrivate()
      const first = await runAll(requests, target)
      if (wasPrivate || isAborted() || !leftSomething(first, folders)) return first
      // It may have met what others had left: once more, where there are no others.
      const again = await this.execute(given, target)
      // Which lane has which tests is up to timing.
      if (given.some(({ spread }) => spread) || !gotWorse(first, again)) return again
      const now = await folders.copyNow()
      const sameFiles = now && (await runAll(requests.map(fromNothing), target, now))
      if (sameFiles && !gotWorse(first, sameFiles)) return again
      folders.abandon()
      return first
    },

    cost: () => ({
      runs,
      processes: hosts.started() + testProcesses,
      cpuMs: testCpuMs + [...hostCpu.values()].reduce((sum, ms) => sum + ms, 0),
    }),
    close: () => hosts.close(),
  }
}

/** What ends a process may be printed a little after its end was noticed. */
async function lastWords({ output }: Host): Promise<string> {
  for (let waited = 0; waited < 500 && output.text() === ''; waited += 50) await sleep(50)
  return output.text()
}

function fromNothing(request: RunRequest): RunRequest {
  return { ...request, host: 'cold' }
}

/** Whether tests have left something in the project itself, or written there where clones could meet it. */
function leftSomething(records: readonly RunRecord[], folders: Folders): boolean {
  const most = Math.max(0, ...records.map(({ request }) => request.order.length))
  const wrote = records.some(({ end }) => end.kind === 'void' && end.coldAgain === true)
  return folders.look(wrote ? Infinity : most)
}

/** Whether what was well in all orders is not any more. */
function gotWorse(before: readonly RunRecord[], after: readonly RunRecord[]): boolean {
  const isWell = ({ end, results }: RunRecord): boolean =>
    end.kind === 'completed' && results.every(({ outcome }) => !isFailure(outcome))
  return before.some((record, index) => {
    const again = after[index]
    return isWell(record) && again !== undefined && !isWell(again)
  })
}
