import type { Failure } from '../model/failure.js'
import { orderKey, type Order } from '../model/order.js'
import { isFailure, isVerdict, type Outcome } from '../model/outcome.js'
import type { HostKind, Inside, RunRecord } from '../model/run.js'
import { asFailure, changingAmong } from './green.js'
import { toFailure } from './reason/to-failure.js'
import { tellingFirst } from './telling-first.js'

/** One outcome of one test, with the company it was seen in. */
export interface Observation {
  readonly run: string
  readonly purpose: string
  readonly order: Order
  /** The order as one string: equal keys are repeats of one another. */
  readonly key: string
  /** Nothing else had run in the process. */
  readonly alone: boolean
  /** The test had run before in the same process. */
  readonly again: boolean
  readonly host: HostKind
  /** Every file of the selection had been imported before. */
  readonly loaded: boolean
  /** Other processes of the project ran side by side with it. */
  readonly beside?: boolean
  /** Ran concurrent tests one at a time. */
  readonly serial: boolean
  /** Ran again within one run of its file, and how. */
  readonly inside: Inside | false
  readonly outcome: Outcome
  readonly failure?: Failure
  /** What the runner said, where it called green what counts as a failure: see green.ts. */
  readonly said?: Outcome
}

export type Observations = ReadonlyMap<string, readonly Observation[]>

/** All that the runs say about each test. Void and aborted runs say nothing but what ended before the end. */
export function observe(records: readonly RunRecord[]): Observations {
  // Attempts after a first one are company that no other run has.
  const told = tellingFirst(records).filter(
    ({ request, end }) => end.kind !== 'void' && !request.retries,
  )
  const changing = changingAmong(told.flatMap(({ results }) => results))
  const observations = new Map<string, Observation[]>()
  for (const { run, request, results, shared } of told) {
    const key = orderKey(request.order)
    const before = shared?.entries ?? 0
    const seen = new Set(request.order.slice(0, before))
    results.forEach((result, index) => {
      const { id, outcome: said } = result
      const again = seen.has(id)
      seen.add(id)
      if (!isVerdict(said) && said !== 'skipped') return
      const { outcome, failure } = asFailure(result, changing)
      const list = observations.get(id) ?? []
      observations.set(id, list)
      list.push({
        run,
        purpose: request.purpose,
        order: request.order,
        key,
        alone: before + index === 0 && request.order.every((other) => other === id),
        again,
        host: request.host,
        loaded: request.host === 'forking' || request.collect === 'all',
        ...(request.spread ? { beside: true } : {}),
        serial: request.serial ?? false,
        inside: request.inside ?? false,
        outcome,
        ...(failure && isFailure(outcome) ? { failure: toFailure(failure) } : {}),
        ...(said === outcome ? {} : { said }),
      })
    })
  }
  return observations
}
