import type { Place, Segment, TreeEntry } from '../model/protocol.js'
import type { RunRequest } from '../model/run.js'

/** A request as its runner's adapter puts it. */
export interface Translated {
  readonly request: RunRequest
  readonly segments: readonly Segment[]
  readonly places: readonly Place[]
}

/** The entries of an order, as a host that clones itself wants them. */
export function entriesOf({ request, segments, places }: Translated): TreeEntry[] {
  return places.map((place) => ({
    ...place,
    file: segments[place.seg]?.file ?? '',
    inside: request.inside ?? false,
  }))
}
