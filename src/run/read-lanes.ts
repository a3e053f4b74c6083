import type { Order } from '../model/order.js'
import type { ChannelEvent, Place } from '../model/protocol.js'
import type { Translated } from './translate.js'

/** What one process of several ran, in the order in which it did, and all that it said. */
export interface LaneRun {
  readonly order: Order
  /** Their segments are those of the whole. */
  readonly events: readonly ChannelEvent[]
}

export interface Lanes {
  readonly lanes: readonly LaneRun[]
  /** Tests of processes that did not come to their end, and those that nobody ran. */
  readonly lost: Order
}

/** Tells apart what several processes have said that ran the files of one order side by side, each file once. */
export function readLanes({ request, places }: Translated, events: readonly ChannelEvent[]): Lanes {
  const inFile = new Map<number, string[]>()
  const at = new Map<string, string>()
  places.forEach((place, index) => {
    const id = request.order[index] ?? ''
    inFile.set(place.seg, [...(inFile.get(place.seg) ?? []), id])
    at.set(key(place), id)
  })
  const lanes = [...byLane(events)]
    .filter(isWhole)
    .map((own): LaneRun => {
      // Some runners hand out whole files, others tests.
      const order = own.flatMap((event) => {
        if (event.ev === 'file') return inFile.get(event.seg) ?? []
        return event.ev === 'start' ? (at.get(key(event)) ?? []) : []
      })
      return { order: [...new Set(order)], events: own }
    })
    .filter(({ order }) => order.length > 0)
  const ran = new Set(lanes.flatMap(({ order }) => order))
  return { lanes, lost: request.order.filter((id) => !ran.has(id)) }
}

/** The events of a lane, as a process says them that runs the lane's order and nothing else. */
export function renumbered(
  { order, events }: LaneRun,
  whole: Pick<Translated, 'request' | 'places'>,
  own: Pick<Translated, 'places'>,
): ChannelEvent[] {
  const index = new Map(order.map((id, at) => [id, at]))
  const segments = new Map<number, number>()
  const places = new Map<string, Place>()
  whole.places.forEach((place, at) => {
    const to = own.places[index.get(whole.request.order[at] ?? '') ?? -1]
    if (!to) return
    if (!segments.has(place.seg)) segments.set(place.seg, to.seg)
    places.set(key(place), to)
  })
  return events.map((event) => {
    if (event.ev === 'file' || event.ev === 'hook')
      return { ...event, seg: segments.get(event.seg) ?? -1 }
    if (event.ev !== 'start' && event.ev !== 'end') return event
    const to = places.get(key(event))
    return { ...event, seg: to?.seg ?? -1, pass: to?.pass ?? 0 }
  })
}

function byLane(events: readonly ChannelEvent[]): Iterable<readonly ChannelEvent[]> {
  const lanes = new Map<number, ChannelEvent[]>()
  for (const event of events) {
    const lane = 'lane' in event ? event.lane : undefined
    if (lane === undefined) continue
    const own = lanes.get(lane) ?? []
    lanes.set(lane, own)
    own.push(event)
  }
  return lanes.values()
}

/** A process says goodbye after each file, or once. */
function isWhole(events: readonly ChannelEvent[]): boolean {
  const count = (ev: ChannelEvent['ev']): number => events.filter((each) => each.ev === ev).length
  return count('bye') >= Math.max(1, count('file'))
}

function key({ seg, pass, pos }: Place): string {
  return `${String(seg)}/${String(pass)}/${pos}`
}
