import { distance } from 'fastest-levenshtein'

/**
 * What may have been meant by a misspelt word: of the names, the one that is the fewest typing mistakes away, at most a third of its
 * letters.
 *
 * @param partsOf what of a name may have been typed
 */
export function nearestTo(
  typed: string,
  names: Iterable<string>,
  partsOf: (name: string) => readonly string[] = (name) => [name],
): string | undefined {
  let best: { name: string; wrong: number } | undefined
  for (const name of names) {
    for (const part of partsOf(name)) {
      const most = Math.min(part.length / 3, best?.wrong ?? Infinity)
      // The difference in length is a lower bound, and cheap.
      if (Math.abs(part.length - typed.length) >= most) continue
      const wrong = distance(part, typed)
      if (wrong < most) best = { name, wrong }
    }
  }
  return best?.name
}
