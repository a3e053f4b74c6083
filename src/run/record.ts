import type { RawFailure } from '../model/failure.js'
import type { ChannelEvent, FileEvent } from '../model/protocol.js'
import type { RunEnd, RunRecord, RunRequest, StrayError } from '../model/run.js'
import type { TestCase } from '../model/suite.js'
import type { Declared } from './declared.js'
import type { Redact } from './redact.js'
import { readResults, type PlannedTest, type Reading } from './results.js'
import type { Translated } from './translate.js'

/** What performing an order came to, before it is read. */
export interface RawRun {
  /** Without those of a shared beginning. */
  readonly events: readonly ChannelEvent[]
  /** The run that reported the beginning, if this one shares it. */
  readonly shared?: NonNullable<RunRecord['shared']>
  /** With those of a shared beginning. */
  readonly allEvents?: () => readonly ChannelEvent[]
  readonly end: RunEnd
  readonly unhandled: readonly RawFailure[]
  readonly output: string
  readonly wrote?: RunRecord['wrote']
  readonly outside?: RunRecord['outside']
  readonly wallMs: number
  readonly cpuMs: number
  readonly processes: number
}

/** Reads what a run reported; what test code wrote is redacted. */
export function toRecord(
  run: string,
  { request, segments, places }: Translated,
  raw: RawRun,
  { test, declared }: { readonly test: (id: string) => TestCase; readonly declared?: Declared },
  redact: Redact,
): RunRecord {
  const planned = (from: number): PlannedTest[] =>
    places.slice(from).map((place, index): PlannedTest => {
      const id = request.order[from + index] ?? ''
      const { concurrent, titlePath } = test(id)
      return { ...place, id, concurrent, titlePath }
    })
  const { end, wallMs, cpuMs, processes, unhandled, shared, wrote } = raw
  const reading = read(planned, segments, withoutSecrets(raw, redact), declared)
  const unknown = ownSecrets(raw)
  const stray: StrayError[] = [
    ...reading.stray,
    ...unhandled.map((failure) => ({
      ...{
        kind: 'unhandled' as const,
        failure: unknown ? { ...failure, message: unknown } : failure,
      },
    })),
  ]
  const failed =
    end.kind !== 'completed' || reading.results.some(({ outcome }) => outcome !== 'passed')
  return {
    run,
    request,
    end:
      reading.mismatch === undefined
        ? saidOf(end, redact)
        : { kind: 'void', why: reading.mismatch },
    results: reading.results.map((result) => clean(result, redact)),
    ...(shared ? { shared } : {}),
    stray: stray.map((error) => ({ ...error, failure: clean(error, redact).failure })),
    ...(failed && raw.output !== '' ? { output: unknown ?? redact(raw.output) } : {}),
    ...(wrote ? { wrote } : {}),
    ...(raw.outside && raw.outside.length > 0 ? { outside: raw.outside } : {}),
    wallMs,
    cpuMs,
    processes,
  }
}

/** Of a shared beginning only what explains the rest: most orders that share one are long, and differ at their ends. */
function read(
  planned: (from: number) => readonly PlannedTest[],
  segments: Translated['segments'],
  { events, allEvents, shared, end }: RawRun,
  declared: Declared | undefined,
): Reading {
  if (!shared) return readResults(planned(0), segments, events, end, declared)
  if (end.kind === 'completed') {
    const reading = readResults(planned(shared.entries), segments, events, end, declared)
    if (reading.results.every(({ outcome }) => outcome !== 'missing')) return reading
  }
  const whole = readResults(planned(0), segments, allEvents?.() ?? events, end, declared)
  return { ...whole, results: whole.results.slice(shared.entries) }
}

/** A run that did not take place. */
export function emptyRecord(run: string, request: RunRequest, end: RunEnd): RunRecord {
  return {
    run,
    request,
    end,
    results: request.order.map((id) => ({ id, outcome: 'missing', durationMs: 0 })),
    stray: [],
    wallMs: 0,
    cpuMs: 0,
    processes: 0,
  }
}

/** Failures and output are test code's words; ids stay as they are, since records are looked up by them. */
export function clean<T extends { readonly failure?: RawFailure }>(item: T, redact: Redact): T {
  if (!item.failure) return item
  const { type, message } = item.failure
  return { ...item, failure: { ...item.failure, type: redact(type), message: redact(message) } }
}

/** Titles are test code's words as well: parameters are often values. */
export function cleanTitles(event: FileEvent, redact: Redact): FileEvent {
  const tests = event.tests.map((test) => ({ ...test, titlePath: test.titlePath.map(redact) }))
  return { ...clean(event, redact), tests }
}

/** As they were listed, so that titles can be compared. */
function withoutSecrets(raw: RawRun, redact: Redact): RawRun {
  const all = (events: readonly ChannelEvent[]): ChannelEvent[] =>
    events.map((event) => (event.ev === 'file' ? cleanTitles(event, redact) : event))
  const { events, allEvents } = raw
  return {
    ...raw,
    events: all(events),
    ...(allEvents ? { allEvents: () => all(allEvents()) } : {}),
  }
}

function saidOf(end: RunEnd, redact: Redact): RunEnd {
  return 'why' in end ? { ...end, why: redact(end.why) } : end
}

/**
 * What only the test process knows to be secret may be in what it printed, and in errors that the runner caught outside of tests;
 * it cannot be found there.
 *
 * @returns what is said instead; undefined: there is no such secret
 */
function ownSecrets({ events, allEvents }: RawRun): string | undefined {
  const all = allEvents?.() ?? events
  const names = new Set(all.flatMap((event) => (event.ev === 'secrets' ? event.names : [])))
  if (names.size === 0) return undefined
  return `[left out: the tests themselves have set ${[...names].join(', ')}, and it may be in here]`
}
