import type { Adapter, HostStart } from '../adapters/adapter.js'
import { LeakcheckError } from '../errors.js'
import type { RunEnd, RunRecord, RunRequest } from '../model/run.js'
import { atHost } from './at-host.js'
import { listedOf } from './declared.js'
import { perform, type Performed } from './perform.js'
import { filesOf, type Bench } from './perform-together.js'
import { readLanes, renumbered } from './read-lanes.js'
import { emptyRecord, toRecord } from './record.js'
import type { Redact } from './redact.js'
import type { Site } from './site.js'
import type { Target } from './target.js'
import type { Translated } from './translate.js'

/**
 * Has the project's own runner spread the tests over as many processes as the project's settings say. What each of them ran comes
 * back as a record; what did not come to its end, as one that was left out.
 *
 * @param at runs there, and leaves it as it is
 */
export async function performLanes(
  request: RunRequest,
  target: Target,
  means: Means,
): Promise<readonly RunRecord[]> {
  const { adapter, bench, isAborted, at } = means
  const none = (end: RunEnd): RunRecord[] => [
    emptyRecord(bench.number(), request, isAborted() ? { kind: 'aborted' } : end),
  ]
  const translation = adapter.translate(request.order, target.test)
  if ('inexpressible' in translation)
    return none({ kind: 'left-out', why: translation.inexpressible })
  if (isAborted()) return none({ kind: 'aborted' })
  const whole = { request, ...translation }
  const spreading = spread(whole, target, bench, adapter.collectsFirst, at)
  const raw = await spreading.catch((error: unknown) => {
    if (error instanceof LeakcheckError) return error
    throw error
  })
  if (raw instanceof LeakcheckError) return none({ kind: 'left-out', why: raw.message })
  return raw.end.kind === 'aborted' ? none(raw.end) : recordsOf(whole, raw, target, means)
}

type Raw = Performed & Pick<RunRecord, 'wrote'>

/** A record for each process that came to its end, and one for all that others were to run. */
function recordsOf(
  whole: Translated,
  raw: Raw,
  target: Target,
  { adapter, bench, redact }: Means,
): RunRecord[] {
  const { request } = whole
  const { number } = bench
  const { lanes, lost } = readLanes(whole, raw.events)
  const records = lanes.flatMap((lane): RunRecord[] => {
    const laneRequest: RunRequest = { ...request, order: lane.order }
    const translation = adapter.translate(lane.order, target.test)
    if ('inexpressible' in translation) return []
    const own = { request: laneRequest, ...translation }
    const events = renumbered(lane, whole, own)
    const cpuMs = events.reduce((last, event) => (event.ev === 'bye' ? event.cpuMs : last), 0)
    const record = toRecord(
      number(),
      own,
      {
        // What was printed is that of all of them.
        ...{ events, allEvents: () => raw.events, output: raw.output },
        ...{ end: { kind: 'completed' }, unhandled: [] },
        ...(raw.wrote ? { wrote: raw.wrote } : {}),
        ...{ wallMs: raw.wallMs, cpuMs, processes: 1 },
      },
      target,
      redact,
    )
    // Errors outside of tests are the suite's where a process by itself has them.
    return record.end.kind === 'completed' ? [{ ...record, stray: [] }] : []
  })
  const kept = new Set(records.flatMap((record) => record.request.order))
  const missing = request.order.filter((id) => lost.includes(id) || !kept.has(id))
  if (missing.length === 0) return records
  const end: RunEnd = { kind: 'left-out', why: whyLost(raw.end, missing.length) }
  return [...records, emptyRecord(number(), { ...request, order: missing }, end)]
}

interface Means {
  readonly adapter: Pick<Adapter, 'translate' | 'collectsFirst'>
  readonly bench: Bench
  readonly redact: Redact
  readonly isAborted: () => boolean
  readonly at?: Site | undefined
}

async function spread(
  { request, segments }: Translated,
  { project, silenceMs, files, declared }: Target,
  { hosts, session, limits, count }: Bench,
  collectsFirst: boolean,
  at?: Site,
): Promise<Raw> {
  const named = collectsFirst ? filesOf(undefined, files) : undefined
  const kind = collectsFirst ? 'cold' : request.host
  const start: HostStart = { kind, project, spread: true, ...(named ? { files: named } : {}) }
  return hosts.use(
    start,
    async ({ host, copy }) => {
      const plan = {
        mode: 'run',
        project: project.runnerProject,
        root: atHost(project.root, copy),
        serial: false,
        inside: false,
        spread: true,
        segments,
        ...(declared ? listedOf(segments, declared) : {}),
      } as const
      const raw = await perform(
        {
          ...{ plan, runnerProject: project.runnerProject, workers: 1 },
          files: segments.map(({ file }) => file),
          ...(at ? { spared: at.marks } : {}),
        },
        host,
        session,
        { ...limits, silenceMs },
      )
      count(host.pid, raw.processes, raw.testCpuMs, raw.hostCpuMs)
      const wrote = copy?.changes()
      return { ...raw, ...(wrote ? { wrote } : {}) }
    },
    at,
  )
}

function whyLost(end: RunEnd, tests: number): string {
  const how =
    end.kind === 'timed-out'
      ? `nothing happened for ${String(end.afterMs)} ms in one of its processes`
      : 'a process of it ended before its tests did'
  return `the project's own run in several processes: ${how} (${String(tests)} ${tests === 1 ? 'test' : 'tests'})`
}
