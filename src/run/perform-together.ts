import type { HostStart } from '../adapters/adapter.js'
import type { FileChange, RunEnd } from '../model/run.js'
import { atHost } from './at-host.js'
import { listedOf } from './declared.js'
import { entriesShared } from './entries-shared.js'
import type { Hosts } from './hosts.js'
import { plantTree, type Planted } from './order-tree.js'
import { performTree, type Leaf, type TreePerformed } from './perform-tree.js'
import type { RawRun } from './record.js'
import type { Session } from './session.js'
import type { Site } from './site.js'
import type { SelectedFiles, Target } from './target.js'
import { entriesOf, importsOf, type Translated } from './translate.js'
import type { Limits } from './watch-channel.js'

/** What running orders takes. */
export interface Bench {
  readonly hosts: Hosts
  readonly session: Session
  readonly limits: Limits
  readonly count: (pid: number, processes: number, cpuMs: number, hostCpuMs: number) => void
  /** The name of the next run. */
  readonly number: () => string
}

export interface NumberedRun extends RawRun {
  readonly run: string
}

/**
 * Runs orders in one host, as a tree: what they share at their beginning runs once.
 *
 * @param at runs there, and leaves it as it is
 */
export async function performTogether(
  all: readonly Translated[],
  { project, silenceMs, files, declared }: Target,
  { hosts, session, limits, count, number }: Bench,
  at?: Site,
): Promise<readonly NumberedRun[]> {
  const { host: kind } = all[0]?.request ?? { host: 'cold' as const }
  const needed = filesOf(kind === 'forking' ? undefined : all, files)
  const start: HostStart = { kind, project, ...(needed ? { files: needed } : {}) }
  const work = (members: readonly Translated[]): Promise<Worked> =>
    hosts.use(
      start,
      async ({ host, copy, temporary }) => {
        const plan = {
          mode: 'run',
          project: project.runnerProject,
          root: atHost(project.root, copy),
          serial: true,
          inside: false,
          segments: [],
          // What was cloned is what was listed.
          ...(kind === 'cold' && declared
            ? listedOf(
                members.flatMap(({ segments }) => segments),
                declared,
              )
            : {}),
        } as const
        const planted = plantTree(entriesOf(members))
        const done = await performTree(
          { plan, planted, segments: members.map(({ segments }) => segments.length) },
          host,
          session,
          { ...limits, silenceMs },
        )
        if (!at) host.killStrays()
        const cpuMs = done.leaves.reduce((sum, leaf) => sum + leaf.cpuMs, 0)
        count(host.pid, done.clones, cpuMs, done.hostCpuMs)
        const wrote = copy?.changes()
        return { ...done, planted, outside: temporary.left(), ...(wrote ? { wrote } : {}) }
      },
      at,
    )
  const startedAt = performance.now()
  const done = await work(all)
  const again = await apartFromOthers(all, done, work)
  const numbers = all.map(number)
  // Starting a cold host is a part of what its run costs.
  const wallMs = (performance.now() - startedAt) / all.length
  return done.leaves.map((first, index): NumberedRun => {
    const own = all[index]
    const apart = again.get(index)
    const leaf = apart?.leaf ?? first
    const printed = leaf.own.flatMap((event) => (event.ev === 'end' ? [event.output] : []))
    const { entries: common, by } = done.planted.shared[index] ?? { entries: 0, by: index }
    const entries = entriesShared(common, own?.places ?? [], leaf.own)
    const told = printed.filter((text) => text !== undefined).join('\n')
    const wrote = apart ? apart.wrote : done.wrote
    return {
      run: numbers[index] ?? '',
      events: apart ? leaf.all() : leaf.own,
      allEvents: leaf.all,
      ...(entries > 0 && !apart ? { shared: { run: numbers[by] ?? '', entries } } : {}),
      ...(wrote ? { wrote } : {}),
      outside: kind === 'cold' ? done.outside : [],
      end: leaf.threads
        ? leftOut(leaf.threads)
        : kind === 'forking' && leaf.wrote !== undefined && wrote === undefined
          ? wroteFiles(leaf.wrote, all.length > 1 && (own?.request.order.length ?? 1) > 1)
          : leaf.end,
      unhandled: [],
      output: told || (all.length === 1 ? done.output : ''),
      wallMs: Math.round(kind === 'cold' ? wallMs : done.wallMs / all.length),
      cpuMs: leaf.cpuMs,
      processes: 1,
    }
  })
}

interface Worked extends TreePerformed {
  readonly planted: Planted
  /** Not what clones have left: that is put aside at their ends. */
  readonly outside: readonly FileChange[]
  /** Undefined: it ran in the project itself. */
  readonly wrote?: readonly FileChange[]
}

/**
 * Orders that could not be run beside the others of their tree: their beginning cannot be shared, or another one had left files
 * behind that they may have met. Each once more, with all that belongs to it.
 */
async function apartFromOthers(
  all: readonly Translated[],
  { leaves, wrote = [] }: Worked,
  work: (members: readonly Translated[]) => Promise<Worked>,
): Promise<ReadonlyMap<number, { readonly leaf: Leaf; readonly wrote?: readonly FileChange[] }>> {
  const again = new Map<number, { leaf: Leaf; wrote?: readonly FileChange[] }>()
  const unshared = leaves.filter(({ threads }) => threads).length
  const byItself = async (index: number): Promise<void> => {
    const own = all[index]
    const done = own && (await work([own]))
    const [leaf] = done?.leaves ?? []
    if (leaf) again.set(index, { leaf, ...(done?.wrote ? { wrote: done.wrote } : {}) })
  }
  for (const [index, { threads }] of leaves.entries())
    if (threads && unshared <= MOST_UNSHARED) await byItself(index)
  if (wrote.length === 0) return again
  const met = [...leaves.keys()].filter((index) => leaves[index]?.met !== undefined)
  // Those that write nothing themselves meet nothing among one another.
  const harmless = met.filter((index) => leaves[index]?.wrote === undefined)
  const members = harmless.flatMap((index) => all[index] ?? [])
  const done = members.length > 0 ? await work(members) : undefined
  for (const [at, index] of harmless.entries()) {
    const leaf = done?.leaves[at]
    if (!leaf || (leaf.met !== undefined && done.wrote?.length)) await byItself(index)
    else again.set(index, { leaf, ...(done.wrote ? { wrote: done.wrote } : {}) })
  }
  for (const index of met) if (!harmless.includes(index)) await byItself(index)
  return again
}

/** More orders than this are not run one by one where they cannot share their beginning. */
const MOST_UNSHARED = 8

function leftOut(threads: readonly string[]): RunEnd {
  const names = threads.slice(0, 3).join(', ')
  return {
    kind: 'left-out',
    why: `threads (${names}) are alive where these orders part, and a clone would lack them`,
  }
}

/** Of many orders that begin alike, none is worth a process of its own. */
function wroteFiles(file: string, oneOfMany: boolean): RunEnd {
  const why = `tests write into the project (${file}), which other clones would meet`
  return oneOfMany ? { kind: 'left-out', why } : { kind: 'void', why, coldAgain: true }
}

/** The files that an order needs, in the order in which the runner would collect them; undefined: it needs all. */
export function filesOf(
  some: readonly Translated[] | undefined,
  { own, everything }: SelectedFiles,
): readonly string[] | undefined {
  const wanted = some?.every(({ request }) => request.collect !== 'all')
    ? new Set(
        some.flatMap(({ request, segments }) => [
          ...importsOf(request),
          ...segments.map(({ file }) => file),
        ]),
      )
    : undefined
  const needed = wanted ? own.filter((file) => wanted.has(file)) : own
  return everything && needed.length === own.length ? undefined : needed
}
