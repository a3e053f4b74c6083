import type { StateCulprit } from '../model/report-document.js'
import { isFailure, isVerdict } from '../model/outcome.js'
import type { Order } from '../model/order.js'
import type { RunRecord, RunRequest } from '../model/run.js'
import type { Asking } from './oracle.js'
import type { Subject } from './subject.js'

/** The effect shows although the tests before the victim have ended with their processes: what carries it is outside of them. */
export interface Outside {
  /** Those tests, then the victim in a process of its own. */
  readonly order: Order
  /** How often the victim failed in it. */
  readonly failed: number
  readonly total: number
  /** What carries it, if it was found. */
  readonly state: readonly StateCulprit[]
}

/** So many things are tried one by one; of more, only all together. */
const MOST_TRIED = 8

/**
 * Looks whether what some tests leave behind outlives their processes; and if so, which of it the victim minds: that which, once
 * undone between the two, makes the difference go away.
 *
 * @param before the tests that are enough before the victim
 */
export function* lookOutside(
  before: Order,
  subject: Subject,
  repeats: number,
): Asking<Outside | undefined> {
  const { victim } = subject
  const order = [...before, victim.id]
  const first = yield* runs(subject, order, 1)
  if (first.shows === 0) return undefined
  const more = yield* runs(subject, order, repeats - 1)
  const total = first.total + more.total
  // Now and then is not enough to tell by one run what undoing it does.
  if (first.shows + more.shows < total) return undefined
  const left = yield* leftBy(before, subject)
  const state = yield* culprits(left, before, subject, repeats)
  return { order, failed: first.failed + more.failed, total, state }
}

/** Something outside of processes that tests have left changed. */
interface Left {
  readonly undo: NonNullable<RunRequest['undo']>
  readonly path: string
  readonly before: string
  readonly after: string
  /** Only as a part of all that was left: what is in it may be enough. */
  readonly isFolder: boolean
}

function* leftBy(before: Order, subject: Subject): Asking<readonly Left[]> {
  const { apart: _, ...together } = requestFor(subject, before)
  const [record] = yield [{ ...together, undo: {} }]
  const files = (record?.wrote ?? []).map((file): Left => ({
    undo: { files: [file.path] },
    isFolder: [file.before, file.after].includes('a folder'),
    path: file.path,
    before: file.before,
    after: file.after,
  }))
  const elsewhere = (record?.outside ?? []).map((file): Left => ({
    undo: { outside: [file.path] },
    isFolder: [file.before, file.after].includes('a folder'),
    path: file.path,
    before: file.before,
    after: file.after,
  }))
  return [...files, ...elsewhere, ...processesIn(record)]
}

function processesIn(record: RunRecord | undefined): Left[] {
  const left = record?.left ?? []
  if (left.length === 0) return []
  const ports = left.flatMap((each) => each.ports)
  const commands = left.map(({ command }) => command).join('; ')
  const listening = ports.length > 0 ? `, listening on port ${ports.join(', ')}` : ''
  return [
    {
      undo: { processes: true },
      path: left.length === 1 ? 'a child process' : `${String(left.length)} child processes`,
      isFolder: false,
      before: 'not running',
      after: `running: ${commands}${listening}`,
    },
  ]
}

/** The least of it that has to be undone: one thing if one is enough, else all. */
function* culprits(
  left: readonly Left[],
  before: Order,
  subject: Subject,
  repeats: number,
): Asking<readonly StateCulprit[]> {
  const order = [...before, subject.victim.id]
  const things = left.filter(({ isFolder }) => !isFolder)
  const single = left.length > 1 && things.length <= MOST_TRIED ? things.map((each) => [each]) : []
  for (const some of [...single, left]) {
    if (some.length === 0) return []
    const undo = joined(some)
    const once = yield* runs(subject, order, 1, undo)
    if (once.total === 0 || once.gone < once.total) continue
    const more = yield* runs(subject, order, repeats - 1, undo)
    if (more.gone < more.total) continue
    const restored = { failed: once.failed + more.failed, total: once.total + more.total }
    return outermost(some).map(({ path, before: was, after }) => ({
      path,
      before: was,
      after,
      writtenBy: [...new Set(before)],
      restored,
    }))
  }
  return []
}

/** Of a folder that came or went with all that is in it, only the folder. */
function outermost(some: readonly Left[]): readonly Left[] {
  const paths = new Set(some.map(({ path }) => path))
  return some.filter(({ path }) => !paths.has(path.slice(0, Math.max(0, path.lastIndexOf('/')))))
}

function joined(some: readonly Left[]): NonNullable<RunRequest['undo']> {
  const files = some.flatMap(({ undo }) => undo.files ?? [])
  const outside = some.flatMap(({ undo }) => undo.outside ?? [])
  return {
    ...(files.length > 0 ? { files } : {}),
    ...(outside.length > 0 ? { outside } : {}),
    ...(some.some(({ undo }) => undo.processes) ? { processes: true as const } : {}),
  }
}

function* runs(
  subject: Subject,
  order: Order,
  times: number,
  undo?: RunRequest['undo'],
): Asking<{ shows: number; gone: number; failed: number; total: number }> {
  const request = { ...requestFor(subject, order), ...(undo ? { undo } : {}) }
  const records = times > 0 ? yield Array.from({ length: times }, () => request) : []
  const results = records.flatMap((record) => {
    const last = record?.end.kind === 'void' ? undefined : record?.results.at(-1)
    return last && isVerdict(last.outcome) ? [last] : []
  })
  return {
    shows: results.filter((result) => subject.shows(result) === true).length,
    // With another error it fails all the same.
    gone: results.filter((result) => subject.shows(result) === false).length,
    failed: results.filter(({ outcome }) => isFailure(outcome)).length,
    total: results.length,
  }
}

function requestFor({ victim }: Subject, order: Order): RunRequest {
  const { project } = victim
  return { purpose: 'proof', project, order, host: 'cold', exclusive: true, apart: true }
}
