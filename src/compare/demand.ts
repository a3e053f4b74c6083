import { isFailure } from '../model/outcome.js'
import type { Inside, RunRequest } from '../model/run.js'
import type { TestCase } from '../model/suite.js'
import { ALPHA, fisher } from './fisher.js'
import type { Judgement } from './judge.js'
import type { Observation } from './observe.js'
import { byItself } from './side-by-side.js'
import { LOADED, type Side } from './sides.js'

/** `full`: every repeat of both sides in cold processes; `light`: two agreeing runs and the group's fingerprint. */
type Level = 'full' | 'light'

/** Runs of a side after which a test that changes in one order can still be told from chance. */
const UNSTEADY_REPEATS = 10
const LIGHT_REPEATS = 2
/** When that was not enough, and chance is not the likelier explanation: the last word. */
const MOST_REPEATS = 30
const SUSPICION = 0.25
/** From this many repeats on, the evidence of a difference must also rule out chance. */
const SURE_REPEATS = 3

/**
 * The runs that are still missing before a judgement may be believed; none: it may.
 *
 * @param seen everything observed of the test
 * @param repeats how often each side is repeated in a cold process
 * @param suspicion how likely chance may be as an explanation for a test to be repeated more than that
 */
export function demand(
  test: TestCase,
  judgement: Judgement,
  seen: readonly Observation[],
  level: Level,
  repeats: number,
  suspicion = SUSPICION,
): readonly RunRequest[] {
  switch (judgement.kind) {
    case 'victim':
    case 'brittle':
    case 'masked': {
      const { alone, company, unsteady } = judgement.difference
      if (unsteady)
        return [
          ...coldRuns(test, alone, UNSTEADY_REPEATS),
          ...coldRuns(test, company, UNSTEADY_REPEATS),
        ]
      if (level === 'full') {
        const asked = [
          ...coldRuns(test, alone, repeats, 'cold'),
          ...coldRuns(test, company, repeats, 'cold'),
          ...serialRuns(test, company, seen),
        ]
        return asked.length === 0 && mayBeChance(alone, company, repeats)
          ? oneMoreAlone(test, alone)
          : asked
      }
      // A failure alone must have been seen with everything started from nothing; a pass may come from a warm host.
      const again =
        alone.failed > 0 ? coldRuns(test, alone, 1, 'cold') : moreAlone(test, alone, seen)
      return [...again, ...coldRuns(test, company, LIGHT_REPEATS)]
    }
    case 'self-polluting':
      return againByItself(test, seen, level === 'full' ? repeats : 1)
    case 'nominated':
      return [{ purpose: 'again', project: test.project, order: [test.id, test.id], host: 'warm' }]
    case 'broken': {
      const lane = judgement.lane ? laneByItself(test, judgement.lane, seen, repeats) : []
      if (lane.length > 0) return lane
      // A failure that came from a shared host is seen once more with everything started from nothing.
      if (level === 'light' && !seen.some(({ host }) => host === 'forking')) return []
      return seen.some(({ alone, host }) => alone && host === 'cold')
        ? []
        : [request(test, 'alone', [test.id], 'cold')]
    }
    case 'flaky': {
      // Passes alone, changes in company: chance, or a leak that does not always show? Enough repeats tell.
      const { changing, lane } = judgement
      if (lane) return laneByItself(test, lane, seen, repeats)
      if (!changing) return []
      // Is it the test that changes, or the shared host that it was run by?
      if (changing.key === 'alone') return coldRuns(test, changing, repeats, 'cold')
      const own = seen.filter((each) => each.alone)
      const failed = own.filter(({ outcome }) => isFailure(outcome)).length
      const alone = { key: 'alone', failed, total: own.length, seen: own }
      const wanted = isOpen(alone, changing, suspicion) ? MOST_REPEATS : UNSTEADY_REPEATS
      return [...coldRuns(test, alone, wanted), ...coldRuns(test, changing, wanted)]
    }
    case 'not-compared':
      // Whatever part of the suite `--isolate` leaves out: a failure must be seen alone.
      return seen.some(({ outcome }) => isFailure(outcome))
        ? [{ purpose: 'alone', project: test.project, order: [test.id], host: 'warm' }]
        : []
    default:
      return []
  }
}

/** Enough runs to suspect company, too few to be sure of it: a test that fails half the time needs more than chance does. */
function isOpen(alone: Side, changing: Side, suspicion: number): boolean {
  const enough = Math.min(alone.total, changing.total) >= UNSTEADY_REPEATS
  return enough && alone.failed === 0 && fisher(alone, changing) < suspicion
}

/** Four against four happens to one flaky test in seventy: not sure enough, unless the user asked for little. */
function mayBeChance(alone: Side, company: Side, repeats: number): boolean {
  const [less, more] = alone.failed > 0 ? [company, alone] : [alone, company]
  return repeats >= SURE_REPEATS && less.failed === 0 && fisher(less, more) >= ALPHA
}

function oneMoreAlone(test: TestCase, alone: Side): RunRequest[] {
  return coldRuns(test, alone, alone.seen.length + 1)
}

/** Once more in the order of its lane, with no other process beside it. */
function laneByItself(
  test: TestCase,
  lane: Observation,
  seen: readonly Observation[],
  repeats: number,
): RunRequest[] {
  const missing = Math.max(0, repeats - byItself(lane, seen).length)
  const purpose = lane.order.length === 1 ? 'alone' : lane.purpose
  return Array.from({ length: missing }, () => request(test, purpose, lane.order, 'cold'))
}

/** In every way in which a test can run again. One of each first: most that fail when they are set up twice pass in another way. */
function againByItself(
  test: TestCase,
  seen: readonly Observation[],
  wanted: number,
): readonly RunRequest[] {
  const ways: readonly Inside[] = test.titlePath.length > 1 ? ['test', 'group'] : ['test']
  const first = ways.flatMap((way) => repeatsOfItself(test, seen, 1, way))
  if (first.length > 0) return first
  return [false, ...ways].flatMap((way) =>
    repeatsOfItself(test, seen, wanted, way as Inside | false),
  )
}

/** `[v, v]`, its file set up anew in between, or within one set-up of it. */
function repeatsOfItself(
  test: TestCase,
  seen: readonly Observation[],
  wanted: number,
  inside: Inside | false,
): RunRequest[] {
  const have = seen.filter(
    (each) =>
      each.again &&
      each.host === 'cold' &&
      each.inside === inside &&
      each.order.every((id) => id === test.id),
  ).length
  const again = request(test, 'again', [test.id, test.id], 'cold')
  return Array.from({ length: Math.max(0, wanted - have) }, () =>
    inside ? { ...again, inside } : again,
  )
}

/** As many cold repeats of a side as it lacks; with `counting: 'cold'` only cold runs count. */
function coldRuns(test: TestCase, side: Side, wanted: number, counting?: 'cold'): RunRequest[] {
  const have = side.seen.filter(({ host }) => counting === undefined || host === 'cold').length
  const sample = side.seen[0]
  const alone = side.key === 'alone'
  const order = alone ? [test.id] : (sample?.order ?? [])
  const purpose = alone ? 'alone' : (sample?.purpose ?? 'confirm')
  const asked = request(test, purpose, order, 'cold')
  return Array.from({ length: Math.max(0, wanted - have) }, () =>
    side.key === LOADED ? { ...asked, collect: 'all' as const } : asked,
  )
}

function moreAlone(test: TestCase, alone: Side, seen: readonly Observation[]): RunRequest[] {
  if (alone.total >= LIGHT_REPEATS) return []
  // In a clone it is not alone: what importing the other files has done is there too.
  const loadingMatters = seen.some(
    (each) => each.alone && each.loaded && !alone.seen.includes(each),
  )
  if (loadingMatters) return coldRuns(test, alone, LIGHT_REPEATS, 'cold')
  return [{ purpose: 'alone', project: test.project, order: [test.id], host: 'warm' }]
}

/** A concurrent test that fails only beside its siblings races; one that fails in their wake too is a victim. */
function serialRuns(test: TestCase, company: Side, seen: readonly Observation[]): RunRequest[] {
  if (!test.concurrent || seen.some(({ serial }) => serial)) return []
  const sample = company.seen[0]
  return sample ? [{ ...request(test, sample.purpose, sample.order, 'cold'), serial: true }] : []
}

function request(
  test: TestCase,
  purpose: string,
  order: readonly string[],
  host: 'cold',
): RunRequest {
  return { purpose, project: test.project, order, host, exclusive: true }
}
