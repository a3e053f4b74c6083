import { nearestTo } from './discover/nearest-to.js'
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
  const near = nearestTo(target, ids, (id) => [id, lastPart(id)])
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

function lastPart(id: string): string {
  return id.split(/ > |::/).at(-1) ?? id
}
