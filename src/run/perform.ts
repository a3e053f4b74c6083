import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { RawFailure } from '../model/failure.js'
import type { ChannelEvent, RunPlan } from '../model/protocol.js'
import type { RunEnd } from '../model/run.js'
import type { Host } from './host.js'
import { isAlive, killMarked } from './marked-processes.js'
import { RUN_MARK } from './marks.js'
import { readChannel } from './read-channel.js'
import type { Session } from './session.js'
import type { Site } from './site.js'
import { watchChannel, type Limits } from './watch-channel.js'

/** How long a host may take to notice that its test process was killed. */
const NOTICE_MS = 5_000
/** How long a test process may take to leave after its last word. */
const LEAVE_MS = 2_000

export interface Job {
  readonly plan: Omit<RunPlan, 'channel' | 'secrets'>
  readonly runnerProject: string
  readonly files: readonly string[]
  readonly workers: number
  /** What its tests leave running goes on, and somebody else ends it: the run's mark is added here. */
  readonly spared?: Site['marks']
}

export interface Performed {
  readonly events: readonly ChannelEvent[]
  readonly end: RunEnd
  readonly unhandled: readonly RawFailure[]
  readonly output: string
  readonly wallMs: number
  readonly testCpuMs: number
  readonly processes: number
  /** CPU time of the host since it started. */
  readonly hostCpuMs: number
}

/** Hands one job to a host and waits until it and all that it started has ended. */
export async function perform(
  job: Job,
  host: Host,
  session: Session,
  limits: Limits,
): Promise<Performed> {
  const { id, folder } = session.runFolder()
  const channel = join(folder, 'channel.ndjson')
  const planFile = join(folder, 'plan.json')
  const plan: RunPlan = { ...job.plan, channel, secrets: session.secrets }
  writeFileSync(planFile, JSON.stringify(plan))
  const mark = `${session.mark}-${String(id)}`
  host.output.clear()
  const startedAt = performance.now()
  const asked = host.ask({
    type: 'run',
    id,
    planFile,
    env: { [RUN_MARK]: mark, LEAKCHECK_SLOT: String(host.slot) },
    project: job.runnerProject,
    files: job.files,
    workers: job.workers,
    ...(job.plan.spread ? { spread: true } : {}),
  })
  const stopped = await watchChannel(channel, limits, asked)
  if (stopped) {
    killMarked(RUN_MARK, mark)
    const noticed = await Promise.race([
      asked.then(() => true),
      sleep(NOTICE_MS, false, { ref: false }),
    ])
    if (!noticed) host.kill()
  }
  const answer = await asked
  const events = await readChannel(channel)
  await leave(events)
  if (job.spared) job.spared.push([RUN_MARK, mark])
  else {
    killMarked(RUN_MARK, mark)
    host.killStrays()
  }
  rmSync(folder, { recursive: true, force: true })
  return {
    events,
    end: stopped ?? howItEnded(job, events, answer !== undefined),
    unhandled: answer?.unhandled ?? [],
    output: host.output.text(),
    wallMs: Math.round(performance.now() - startedAt),
    testCpuMs: lastCpu(events),
    processes: Math.max(1, pids(events).length),
    hostCpuMs: answer?.hostCpuMs ?? 0,
  }
}

/** The last word of a test process is not its end: exit handlers and open sockets are still to go. */
async function leave(events: readonly ChannelEvent[]): Promise<void> {
  const until = performance.now() + LEAVE_MS
  while (performance.now() < until && pids(events).some(isAlive)) await sleep(5)
}

/** Every segment says goodbye; one that did not died on the way. */
function howItEnded(job: Job, events: readonly ChannelEvent[], answered: boolean): RunEnd {
  if (!answered) return { kind: 'crashed' }
  if (job.plan.mode === 'list') return { kind: 'completed' }
  const goodbyes = events.filter(({ ev }) => ev === 'bye').length
  return goodbyes >= job.plan.segments.length ? { kind: 'completed' } : { kind: 'crashed' }
}

function pids(events: readonly ChannelEvent[]): number[] {
  return [...new Set(events.flatMap((event) => (event.ev === 'hello' ? [event.pid] : [])))]
}

/** A process reports its CPU time up to then with each goodbye. */
function lastCpu(events: readonly ChannelEvent[]): number {
  return events.reduce((last, event) => (event.ev === 'bye' ? event.cpuMs : last), 0)
}
