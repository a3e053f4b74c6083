import type { RawFailure } from '../model/failure.js'
import type { TestResult } from '../model/outcome.js'
import type { ChannelEvent, EndEvent, FileEvent, Segment } from '../model/protocol.js'
import type { RunEnd, StrayError } from '../model/run.js'
import { otherList, type Declared } from './declared.js'
import { findStranger } from './what-ran.js'

/** One entry of an order and where the plan put it. */
export interface PlannedTest {
  readonly id: string
  readonly seg: number
  readonly pass: number
  readonly pos: string
  readonly concurrent: boolean
  readonly titlePath: readonly string[]
}

export interface Reading {
  readonly results: TestResult[]
  readonly stray: StrayError[]
  /** Set when what ran is not what was asked for: the run proves nothing. */
  readonly mismatch?: string
}

/**
 * What the events of one run say about each entry of its order. A test that started and did not end owns
 * the crash or the time-out; what never started is `missing` unless a failing hook or import explains it.
 */
export function readResults(
  planned: readonly PlannedTest[],
  segments: readonly Segment[],
  events: readonly ChannelEvent[],
  end: RunEnd,
  declared: Declared = () => undefined,
): Reading {
  const ends = new Map<string, EndEvent>()
  const started = new Set<string>()
  const files = new Map<number, FileEvent>()
  const hooks: Extract<ChannelEvent, { ev: 'hook' }>[] = []
  const sequence: Extract<ChannelEvent, { ev: 'start' }>[] = []
  for (const event of events) {
    if (event.ev === 'start') {
      started.add(place(event))
      sequence.push(event)
    } else if (event.ev === 'end') ends.set(place(event), event)
    else if (event.ev === 'file') files.set(event.seg, event)
    else if (event.ev === 'hook') hooks.push(event)
  }

  const brokeOff = end.kind === 'crashed' || end.kind === 'timed-out' || end.kind === 'aborted'
  const brokeAt = brokeOff ? findOwner(planned, started, ends, events) : undefined
  const results = planned.map((test): TestResult => {
    const key = place(test)
    const file = files.get(test.seg)
    const changed = file && otherList(test, file, declared)
    if (changed) return changed
    const ended = ends.get(key)
    if (ended) {
      const { outcome, ms, failure, retried } = ended
      return {
        ...{ id: test.id, outcome, durationMs: ms },
        ...(failure ? { failure } : {}),
        ...(retried ? { retried } : {}),
      }
    }
    if (brokeAt?.has(key)) return endedWithProcess(test.id, end)
    if (started.has(key)) return { id: test.id, outcome: 'missing', durationMs: 0 }
    return notStarted(test, file, hooks, segments)
  })
  const mismatch =
    findMismatch(planned, sequence.map(place)) ?? findStranger(planned, sequence, files, declared)
  return {
    results,
    stray: [
      ...hooks
        .filter((hook) => !explains(hook, planned, started))
        .map((hook) => afterHook(hook, segments)),
      ...(brokeAt?.size === 0 && end.kind !== 'aborted'
        ? [endedBetweenTests(segments, events)]
        : []),
    ],
    ...(mismatch === undefined ? {} : { mismatch }),
  }
}

function place({ seg, pass, pos }: { seg: number; pass: number; pos: string }): string {
  return `${String(seg)}/${String(pass)}/${pos}`
}

/** The tests that were running when the process ended; with none, the one whose file or hooks were. */
function findOwner(
  planned: readonly PlannedTest[],
  started: ReadonlySet<string>,
  ends: ReadonlyMap<string, EndEvent>,
  events: readonly ChannelEvent[],
): ReadonlySet<string> {
  const open = [...started].filter((key) => !ends.has(key))
  if (open.length > 0) return new Set(open)
  const segment = events.filter(({ ev }) => ev === 'bye').length
  const next = planned.find((test) => test.seg === segment && !started.has(place(test)))
  return new Set(next ? [place(next)] : [])
}

function endedWithProcess(id: string, end: RunEnd): TestResult {
  if (end.kind === 'timed-out') {
    const message = `nothing happened for ${String(end.afterMs)} ms; leakcheck ended the process`
    return {
      id,
      outcome: 'timed-out',
      durationMs: end.afterMs,
      failure: { type: 'Timeout', message },
    }
  }
  if (end.kind !== 'crashed') return { id, outcome: 'missing', durationMs: 0 }
  const how =
    end.signal ?? (end.exitCode === undefined ? undefined : `exit code ${String(end.exitCode)}`)
  const message = `the process ended while this test was running${how === undefined ? '' : ` (${how})`}`
  return { id, outcome: 'crashed', durationMs: 0, failure: { type: 'Crash', message } }
}

function notStarted(
  test: PlannedTest,
  file: FileEvent | undefined,
  hooks: readonly Extract<ChannelEvent, { ev: 'hook' }>[],
  segments: readonly Segment[],
): TestResult {
  const failed = (failure: RawFailure): TestResult => ({
    id: test.id,
    outcome: 'failed',
    durationMs: 0,
    failure,
  })
  if (file?.failure) return failed(file.failure)
  // A file that once failed to import stands as a test of its own: it passes when it imports.
  if (test.pos === '') return { id: test.id, outcome: file ? 'passed' : 'missing', durationMs: 0 }
  const hook = hooks.find((candidate) => isAbove(candidate, test))
  if (hook) return failed(hook.failure)
  const listed = file?.tests.find(({ pos }) => pos === test.pos)
  const skipped = listed !== undefined && listed.mode !== 'run' && segments[test.seg] !== undefined
  return { id: test.id, outcome: skipped ? 'skipped' : 'missing', durationMs: 0 }
}

function isAbove(hook: { seg: number; pass: number; pos: string }, test: PlannedTest): boolean {
  const inside = hook.pos === '' || test.pos.startsWith(`${hook.pos}.`)
  return hook.seg === test.seg && hook.pass === test.pass && inside
}

/** A hook failure that kept a test from starting is that test's failure; any other came after its tests. */
function explains(
  hook: Extract<ChannelEvent, { ev: 'hook' }>,
  planned: readonly PlannedTest[],
  started: ReadonlySet<string>,
): boolean {
  return planned.some((test) => isAbove(hook, test) && !started.has(place(test)))
}

function afterHook(
  hook: Extract<ChannelEvent, { ev: 'hook' }>,
  segments: readonly Segment[],
): StrayError {
  const file = segments[hook.seg]?.file
  return { kind: 'after-hook', ...(file === undefined ? {} : { file }), failure: hook.failure }
}

/** No test was running, and none of the file was left to run: its after-all hooks were. */
function endedBetweenTests(
  segments: readonly Segment[],
  events: readonly ChannelEvent[],
): StrayError {
  const file = segments[events.filter(({ ev }) => ev === 'bye').length]?.file
  const failure = { type: 'Crash', message: 'the process ended after the last test of this file' }
  return { kind: 'after-hook', ...(file === undefined ? {} : { file }), failure }
}

/** Tests must have started in the order that was asked for; concurrent ones may overtake each other. */
function findMismatch(
  planned: readonly PlannedTest[],
  sequence: readonly string[],
): string | undefined {
  const rank = new Map(planned.map((test, index) => [place(test), index]))
  const strange = sequence.find((key) => !rank.has(key))
  if (strange !== undefined) return `a test ran that was not asked for (at ${strange})`
  if (new Set(sequence).size !== sequence.length) return 'a test started twice'
  const ordered = sequence.filter((key) => planned[rank.get(key) ?? 0]?.concurrent === false)
  const overtaken = ordered.find(
    (key, index) => index > 0 && (rank.get(key) ?? 0) < (rank.get(ordered[index - 1] ?? '') ?? 0),
  )
  if (overtaken === undefined) return undefined
  return `tests ran in another order than asked for (${planned[rank.get(overtaken) ?? 0]?.id ?? overtaken} came too late)`
}
