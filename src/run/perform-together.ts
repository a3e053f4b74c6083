import type { HostStart } from '../adapters/adapter.js'
import type { RunEnd } from '../model/run.js'
import type { Hosts } from './hosts.js'
import { plantTree } from './order-tree.js'
import { performTree } from './perform-tree.js'
import type { RawRun } from './record.js'
import type { Session } from './session.js'
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

/** Runs orders in one host, as a tree: what they share at their beginning runs once. */
export async function performTogether(
  all: readonly Translated[],
  { project, silenceMs, files }: Target,
  { hosts, session, limits, count, number }: Bench,
): Promise<readonly NumberedRun[]> {
  const { host: kind } = all[0]?.request ?? { host: 'cold' as const }
  const needed = filesOf(kind === 'forking' ? undefined : all, files)
  const start: HostStart = { kind, project, ...(needed ? { files: needed } : {}) }
  const work = (planted: ReturnType<typeof plantTree>, members: readonly Translated[]) =>
    hosts.use(start, async (host) => {
      const plan = {
        mode: 'run',
        project: project.runnerProject,
        root: project.root,
        serial: true,
        inside: false,
        segments: [],
      } as const
      const done = await performTree(
        { plan, planted, segments: members.map(({ segments }) => segments.length) },
        host,
        session,
        { ...limits, silenceMs },
      )
      const cpuMs = done.leaves.reduce((sum, leaf) => sum + leaf.cpuMs, 0)
      count(host.pid, done.clones, cpuMs, done.hostCpuMs)
      return done
    })
  const startedAt = performance.now()
  const planted = plantTree(all.map(entriesOf))
  const done = await work(planted, all)
  const numbers = all.map(number)
  const unshared = done.leaves.filter(({ threads }) => threads).length
  // Starting a cold host is a part of what its run costs.
  const wallMs = (performance.now() - startedAt) / all.length
  return Promise.all(
    done.leaves.map(async (first, index): Promise<NumberedRun> => {
      const own = all[index]
      let leaf = first
      // A beginning that cannot be shared is run again for each order.
      if (first.threads && own && unshared <= MOST_UNSHARED) {
        const again = await work(plantTree([entriesOf(own)]), [own])
        leaf = again.leaves[0] ?? leaf
      }
      const printed = leaf.own.flatMap((event) => (event.ev === 'end' ? [event.output] : []))
      const { entries, by } = planted.shared[index] ?? { entries: 0, by: index }
      const told = printed.filter((text) => text !== undefined).join('\n')
      return {
        run: numbers[index] ?? '',
        events: leaf.own,
        allEvents: leaf.all,
        ...(entries > 0 && !first.threads ? { shared: { run: numbers[by] ?? '', entries } } : {}),
        end: leaf.threads
          ? leftOut(leaf.threads)
          : kind === 'forking' && leaf.wrote !== undefined
            ? wroteFiles(leaf.wrote, all.length > 1 && (own?.request.order.length ?? 1) > 1)
            : leaf.end,
        unhandled: [],
        output: told || (all.length === 1 ? done.output : ''),
        wallMs: Math.round(kind === 'cold' ? wallMs : done.wallMs / all.length),
        cpuMs: leaf.cpuMs,
        processes: 1,
      }
    }),
  )
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
function filesOf(
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
