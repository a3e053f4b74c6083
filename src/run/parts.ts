import type { RunEnd, RunRecord, RunRequest } from '../model/run.js'
import type { TestCase } from '../model/suite.js'

/**
 * An order as the processes that it takes: nearly always one. Tests of another domain have another process; with `apart` the
 * last one has.
 */
export function partsOf(request: RunRequest, test: (id: string) => TestCase): RunRequest[] {
  const { order, apart } = request
  const starts = order.flatMap((id, index) => {
    const before = order[index - 1]
    const isParted = apart && index === order.length - 1
    const goesOn = before !== undefined && !isParted && test(before).domain === test(id).domain
    return goesOn ? [] : [index]
  })
  if (starts.length <= 1) return [request]
  return starts.map((start, index) => ({
    ...request,
    order: order.slice(start, starts[index + 1]),
  }))
}

/** What the parts of one order showed, as one record. */
export function joined(request: RunRequest, parts: readonly RunRecord[]): RunRecord {
  const sum = (of: (part: RunRecord) => number): number =>
    parts.reduce((total, part) => total + of(part), 0)
  const results = parts.flatMap((part) => part.results)
  const last = parts.at(-1)
  const output = parts.map((part) => part.output ?? '').join('')
  return {
    run: parts[0]?.run ?? '',
    request,
    end: endOf(parts),
    // A part that was never begun leaves its tests missing.
    results: request.order.map(
      (id, index) => results[index] ?? { id, outcome: 'missing' as const, durationMs: 0 },
    ),
    stray: parts.flatMap((part) => part.stray),
    ...(output === '' ? {} : { output }),
    ...(last?.wrote ? { wrote: last.wrote } : {}),
    ...(last?.outside ? { outside: last.outside } : {}),
    wallMs: sum(({ wallMs }) => wallMs),
    cpuMs: sum(({ cpuMs }) => cpuMs),
    processes: sum(({ processes }) => processes),
  }
}

/** What proves nothing in one part proves nothing in all. */
function endOf(parts: readonly RunRecord[]): RunEnd {
  const ends = parts.map(({ end }) => end)
  return (
    ends.find(({ kind }) => kind === 'void' || kind === 'left-out' || kind === 'aborted') ??
    ends.find(({ kind }) => kind !== 'completed') ?? { kind: 'completed' }
  )
}
