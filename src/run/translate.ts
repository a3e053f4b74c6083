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

/** For runners that import files as they come to them: files to import first are stretches in which nothing runs. */
export function withImports({ request, segments, places }: Translated): Translated {
  const files = importsOf(request)
  return {
    request,
    segments: [...files.map((file) => ({ file, passes: [[]] })), ...segments],
    places: places.map((place) => ({ ...place, seg: place.seg + files.length })),
  }
}

/** Files that are to be imported first, by name. */
export function importsOf({ collect }: RunRequest): readonly string[] {
  return collect === undefined || collect === 'all' ? [] : collect
}
