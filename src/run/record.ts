import type { RawFailure } from '../model/failure.js'
import type { ChannelEvent } from '../model/protocol.js'
import type { RunEnd, RunRecord, RunRequest, StrayError } from '../model/run.js'
import type { TestCase } from '../model/suite.js'
import type { Redact } from './redact.js'
import { readResults, type PlannedTest } from './results.js'
import type { Translated } from './translate.js'

/** What performing an order came to, before it is read. */
export interface RawRun {
  readonly events: readonly ChannelEvent[]
  readonly end: RunEnd
  readonly unhandled: readonly RawFailure[]
  readonly output: string
  readonly wallMs: number
  readonly cpuMs: number
  readonly processes: number
}

/** Reads what a run reported; what test code wrote is redacted. */
export function toRecord(
  run: string,
  { request, segments, places }: Translated,
  raw: RawRun,
  test: (id: string) => TestCase,
  redact: Redact,
): RunRecord {
  const planned = places.map((place, index): PlannedTest => {
    const id = request.order[index] ?? ''
    return { ...place, id, concurrent: test(id).concurrent }
  })
  const { end, wallMs, cpuMs, processes, unhandled } = raw
  const reading = readResults(planned, segments, raw.events, end)
  const stray: StrayError[] = [
    ...reading.stray,
    ...unhandled.map((failure) => ({ kind: 'unhandled' as const, failure })),
  ]
  const failed =
    end.kind !== 'completed' || reading.results.some(({ outcome }) => outcome !== 'passed')
  return {
    run,
    request,
    end: reading.mismatch === undefined ? end : { kind: 'void', why: reading.mismatch },
    results: reading.results.map((result) => clean(result, redact)),
    stray: stray.map((error) => ({ ...error, failure: clean(error, redact).failure })),
    ...(failed && raw.output !== '' ? { output: redact(raw.output) } : {}),
    wallMs,
    cpuMs,
    processes,
  }
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
  return { ...item, failure: { ...item.failure, message: redact(item.failure.message) } }
}
