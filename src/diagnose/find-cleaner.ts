import { isManifest } from '../compare/manifest.js'
import type { Answer, Search } from './search.js'
import { isGone } from './search.js'
import type { Subject, Surroundings } from './subject.js'
import { tippingPoint } from './tipping-point.js'

/**
 * The polluters stand before the victim in the suite's own order, and it passes there: something in between cleans. The
 * shortest stretch behind the polluters after which the victim passes ends with it.
 *
 * @returns no test or one; a test to learn from when the leak is repaired
 */
export function* findCleaner(
  polluters: readonly string[],
  { victim, member }: Subject,
  around: Surroundings,
): Search<readonly string[]> {
  if (member.kind === 'brittle' || isManifest(member.verdict)) return []
  const own = around.own(victim)
  const last = Math.max(...polluters.map((id) => own.indexOf(id)))
  const between = own.slice(last + 1, Math.max(last + 1, own.indexOf(victim.id)))
  if (between.length === 0) return []
  const after = (items: readonly string[]) => ({ order: [...polluters, ...items, victim.id] })
  if (!(yield* isGone(after(between)))) return []
  const length = yield* inverted(
    tippingPoint(0, between.length, (upTo) => after(between.slice(0, upTo))),
  )
  const cleaner = between[length - 1]
  if (cleaner === undefined) return []
  return (yield* isGone({ ...after([cleaner]), sure: true })) ? [cleaner] : []
}

/** The same search for where the effect goes away. */
function* inverted<R>(search: Search<R>): Search<R> {
  let step = search.next()
  while (!step.done) step = search.next((yield step.value).map(opposite))
  return step.value
}

function opposite(answer: Answer): Answer {
  if (answer === 'undecided') return answer
  return answer === 'reproduces' ? 'does-not' : 'reproduces'
}
