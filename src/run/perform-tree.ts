import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { constants } from 'node:os'
import { join } from 'node:path'
import type { ChannelEvent, CloneEvent, RunPlan } from '../model/protocol.js'
import type { RunEnd } from '../model/run.js'
import type { Host } from './host.js'
import type { Planted } from './order-tree.js'
import { readChannel } from './read-channel.js'
import type { Session } from './session.js'
import { watchChannel, type Limits } from './watch-channel.js'

export interface TreeJob {
  readonly plan: Omit<RunPlan, 'channel' | 'tree' | 'secrets'>
  readonly planted: Planted
  /** How many segments each order has. */
  readonly segments: readonly number[]
}

/** What one order of a tree came to. */
export interface Leaf {
  /** What happened after the beginning that it shares with an earlier order. */
  readonly own: readonly ChannelEvent[]
  /** What happened on all of its path: for nearly every order of a tree the whole suite, so made when asked for. */
  readonly all: () => readonly ChannelEvent[]
  readonly end: RunEnd
  readonly cpuMs: number
  /** A file of the project that its tests have written. */
  readonly wrote?: string
  /** A file of the project that another clone had written before, and may have left. */
  readonly met?: string
  /** Not run: where it parts from others there were these threads, which a clone lacks. */
  readonly threads?: readonly string[]
}

export interface TreePerformed {
  readonly leaves: readonly Leaf[]
  readonly output: string
  readonly wallMs: number
  readonly clones: number
  readonly hostCpuMs: number
}

/** Hands a tree of orders to a host that clones itself, or one order to a host that was started for it. */
export async function performTree(
  { plan, planted, segments }: TreeJob,
  host: Host,
  session: Session,
  limits: Limits,
): Promise<TreePerformed> {
  const { id, folder } = session.runFolder()
  const channel = join(folder, 'channel.ndjson')
  const planFile = join(folder, 'plan.json')
  const { secrets } = session
  const aside = join(folder, 'aside')
  mkdirSync(aside)
  const whole: RunPlan = { ...plan, channel, secrets, tree: planted.tree, aside }
  writeFileSync(planFile, JSON.stringify(whole))
  host.output.clear()
  const startedAt = performance.now()
  const asked = host.ask({
    type: 'run',
    id,
    planFile,
    env: {},
    project: plan.project,
    files: [],
    workers: 1,
  })
  const overdue = new Set<number>()
  const stopped = await watchChannel(channel, limits, asked, async () => {
    const living = await deepestClone(channel, host.pid)
    if (!living || overdue.has(living.node)) return false
    overdue.add(living.node)
    return killGroup(living.pid)
  })
  if (stopped) host.kill()
  const answer = await asked
  const events = await readChannel(channel)
  rmSync(folder, { recursive: true, force: true })
  const nodes = nodesOf(events)
  const seen = new Set<number>()
  const writes = writesOf(events)
  const hostEnd = stopped ?? (answer ? undefined : { kind: 'crashed' as const, ...host.ended() })
  return {
    leaves: planted.paths.map((path, index) => {
      const part = (some: readonly number[]): readonly ChannelEvent[] =>
        some.flatMap((node) => nodes.get(node)?.events ?? [])
      const own = part(path.filter((node) => seen.size < seen.add(node).size))
      return {
        own,
        all: () => part(path),
        end: endOf(path, nodes, segments[index] ?? 0, overdue, hostEnd, limits),
        cpuMs: own.reduce((last, event) => (event.ev === 'bye' ? event.cpuMs : last), 0),
        ...threadsOf(path, nodes),
        ...writtenIn(own),
        ...metOn(path, nodes, writes),
      }
    }),
    output: host.output.text(),
    wallMs: Math.round(performance.now() - startedAt),
    clones: events.filter((event) => event.ev === 'hello' && event.pid !== host.pid).length,
    hostCpuMs: answer?.hostCpuMs ?? 0,
  }
}

function endOf(
  path: readonly number[],
  nodes: ReadonlyMap<number, Node>,
  segments: number,
  overdue: ReadonlySet<number>,
  hostEnd: RunEnd | undefined,
  { silenceMs }: Limits,
): RunEnd {
  const goodbyes = path.reduce((sum, node) => sum + (nodes.get(node)?.goodbyes ?? 0), 0)
  if (goodbyes >= segments) return { kind: 'completed' }
  const events = path.flatMap((node) => nodes.get(node)?.events ?? [])
  if (path.some((node) => overdue.has(node))) return { kind: 'timed-out', afterMs: silenceMs }
  const gone = events.findLast(
    (event): event is Extract<CloneEvent, { ev: 'gone' }> => event.ev === 'gone',
  )
  const broke = events.find((event) => event.ev === 'broke')
  if (broke) return { kind: 'void', why: `leakcheck's side in the runner failed: ${broke.message}` }
  if (!gone) return hostEnd ?? { kind: 'crashed' }
  return {
    kind: 'crashed',
    ...(gone.signal === undefined ? {} : { signal: signalName(gone.signal) }),
    ...(gone.exitCode === undefined ? {} : { exitCode: gone.exitCode }),
  }
}

function writtenIn(own: readonly ChannelEvent[]): Pick<Leaf, 'wrote'> {
  const found = own.find((event) => event.ev === 'wrote')
  return found ? { wrote: found.file } : {}
}

function metOn(
  path: readonly number[],
  nodes: ReadonlyMap<number, Node>,
  writes: readonly Write[],
): Pick<Leaf, 'met'> {
  const begun = nodes.get(path.at(-1) ?? 0)?.begunAt ?? -1
  const found = writes.find(({ node, at }) => at < begun && !path.includes(node))
  return found ? { met: found.file } : {}
}

function threadsOf(
  path: readonly number[],
  nodes: ReadonlyMap<number, Node>,
): Pick<Leaf, 'threads'> {
  const threads = path.map((node) => nodes.get(node)?.threads).find((names) => names !== undefined)
  return threads ? { threads } : {}
}

/** What happened in one branch, counted once: each of its leaves asks. */
interface Node {
  readonly events: ChannelEvent[]
  goodbyes: number
  /** Index among all events. */
  begunAt?: number
  threads?: readonly string[]
}

function nodesOf(events: readonly ChannelEvent[]): ReadonlyMap<number, Node> {
  const nodes = new Map<number, Node>()
  events.forEach((event, index) => {
    const number = event.node ?? 0
    const node = nodes.get(number) ?? { events: [], goodbyes: 0 }
    nodes.set(number, node)
    node.events.push(event)
    if (event.ev === 'bye') node.goodbyes += 1
    else if (event.ev === 'hello') node.begunAt ??= index
    else if (event.ev === 'threads') node.threads ??= event.names
  })
  return nodes
}

interface Write {
  readonly node: number
  readonly file: string
  /** Index among all events. */
  readonly at: number
}

function writesOf(events: readonly ChannelEvent[]): Write[] {
  return events.flatMap((event, at) =>
    event.ev === 'wrote' ? [{ node: event.node, file: event.file, at }] : [],
  )
}

/** The clone that the others wait for. */
async function deepestClone(
  channel: string,
  hostPid: number,
): Promise<{ pid: number; node: number } | undefined> {
  const living: { pid: number; node: number }[] = []
  for (const event of await readChannel(channel)) {
    if (event.ev === 'hello') living.push({ pid: event.pid, node: event.node ?? 0 })
    else if (event.ev === 'gone') living.splice(0, living.length, ...without(living, event.pid))
  }
  return living.findLast(({ pid }) => pid !== hostPid)
}

function without<T extends { readonly pid: number }>(list: readonly T[], pid: number): T[] {
  return list.filter((each) => each.pid !== pid)
}

function killGroup(pid: number): boolean {
  for (const target of [-pid, pid]) {
    try {
      process.kill(target, 'SIGKILL')
    } catch {
      // Not the leader of a group yet, or gone.
    }
  }
  return true
}

function signalName(number: number): string {
  const found = Object.entries(constants.signals).find(([, value]) => value === number)
  return found?.[0] ?? `signal ${String(number)}`
}
