import { distance } from 'fastest-levenshtein'
import { LeakcheckError } from './errors.js'

const SUGGESTED = 3

/**
 * The test that is meant: by its id, or by a part that no other id has.
 *
 * @throws LeakcheckError when there is none, or when there are several
 */
export function pickTest(target: string, ids: readonly string[]): string {
  if (ids.includes(target)) return target
  const [only, ...others] = containing(target, ids)
  if (only !== undefined && others.length === 0) return only
  if (only !== undefined) throw ambiguous(target, [only, ...others])
  const near = nearest(target, ids)
  throw new LeakcheckError(
    'no-such-test',
    `no test is called ${target}`,
    near === undefined ? '`leakcheck list` prints the ids of all tests' : `did you mean ${near}?`,
    4,
  )
}

/** As it is written; if there is none, whatever the case of its letters. */
function containing(part: string, ids: readonly string[]): readonly string[] {
  const exact = ids.filter((id) => id.includes(part))
  if (exact.length > 0) return exact
  const lower = part.toLowerCase()
  return ids.filter((id) => id.toLowerCase().includes(lower))
}

function ambiguous(target: string, found: readonly string[]): LeakcheckError {
  const more = found.length - SUGGESTED
  const names = found.slice(0, SUGGESTED).map((id) => `'${id}'`)
  const hint = `${names.join(', ')}${more > 0 ? ` and ${String(more)} more` : ''}: say more of its id`
  const message = `${String(found.length)} tests have ${target} in their id`
  return new LeakcheckError('ambiguous-test', message, hint)
}

/** A typing mistake away: a third of the letters, of the id or of its last part. */
function nearest(target: string, ids: readonly string[]): string | undefined {
  let best: { id: string; wrong: number } | undefined
  for (const id of ids) {
    for (const part of [id, lastPart(id)]) {
      const most = Math.min(part.length / 3, best?.wrong ?? Infinity)
      // The difference in length is a lower bound, and cheap.
      if (Math.abs(part.length - target.length) >= most) continue
      const wrong = distance(part, target)
      if (wrong < most) best = { id, wrong }
    }
  }
  return best?.id
}

function lastPart(id: string): string {
  return id.split(/ > |::/).at(-1) ?? id
}
