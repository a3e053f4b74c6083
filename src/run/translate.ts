import type { Place, Segment, TreeEntry } from '../model/protocol.js'
import type { RunRequest } from '../model/run.js'

/** A request as its runner's adapter puts it. */
export interface Translated {
  readonly request: RunRequest
  readonly segments: readonly Segment[]
  readonly places: readonly Place[]
}

/** The same, with what it has in common with `other` taken from there: see {@link entriesOf}. */
export function sharing(own: Translated, other: Translated | undefined): Translated {
  if (!other) return own
  return {
    request: own.request,
    segments: own.segments.map((segment, index) => {
      const known = other.segments[index]
      return known && isSameSegment(segment, known) ? known : segment
    }),
    places: own.places.map((place, index) => {
      const known = other.places[index]
      return known && isSamePlace(place, known) ? known : place
    }),
  }
}

function isSamePlace(a: Place, b: Place): boolean {
  return a.seg === b.seg && a.pass === b.pass && a.pos === b.pos
}

function isSameSegment(a: Segment, b: Segment): boolean {
  const isSamePass = (pass: readonly string[], index: number): boolean =>
    pass.length === b.passes[index]?.length &&
    pass.every((pos, at) => pos === b.passes[index]?.[at])
  return a.file === b.file && a.passes.length === b.passes.length && a.passes.every(isSamePass)
}

/**
 * The entries of each order, as a host that clones itself wants them. What an order begins with as the one before it does is the
 * same objects: there may be as many orders as tests, each of them as long as the suite.
 */
export function entriesOf(all: readonly Translated[]): TreeEntry[][] {
  let last: readonly TreeEntry[] = []
  return all.map(({ request, segments, places }) => {
    const shared = last
    const inside = request.inside ?? false
    // Nothing is made that is not kept: garbage of this size is memory too.
    const own = places.map((place, index): TreeEntry => {
      const file = segments[place.seg]?.file ?? ''
      const known = shared[index]
      const isKnown =
        known && isSamePlace(known, place) && known.file === file && known.inside === inside
      return isKnown ? known : { ...place, file, inside }
    })
    last = own
    return own
  })
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
