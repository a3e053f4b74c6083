import type { ChannelEvent, Place } from '../model/protocol.js'

/**
 * How many entries of an order an earlier one has run for it. A host may run the last test of a shared beginning in each of its
 * continuations instead: what comes next is another there.
 *
 * @param common entries that the tree of orders has put into the shared beginning
 * @param own what happened after it
 */
export function entriesShared(
  common: number,
  places: readonly Place[],
  own: readonly ChannelEvent[],
): number {
  const ran = new Set(
    own.flatMap((event) => (event.ev === 'start' || event.ev === 'end' ? [keyOf(event)] : [])),
  )
  let entries = common
  for (let at = common - 1; at >= 0; at--) {
    const place = places[at]
    if (place && ran.has(keyOf(place))) entries = at
    // Files that are only imported say nothing of it.
    else if (place?.pos !== '') break
  }
  return entries
}

function keyOf({ seg, pass, pos }: Place): string {
  return `${String(seg)}/${String(pass)}/${pos}`
}
