import { contributorsTo } from './contributors.js'
import type { Explanation, Unexplained } from './explanation.js'
import { findCause, type Terrain } from './find-cause.js'
import { findCleaner } from './find-cleaner.js'
import { reproduces, type Search } from './search.js'
import { sortOut } from './sort-out.js'
import { arranged, filesBefore, testsBefore, type Subject, type Surroundings } from './subject.js'

export interface ExplainOptions {
  /** Name every other test that does it on its own. */
  readonly allPolluters: boolean
}

/** Without being asked for all, so many other polluters are looked for where each costs a search. */
const MOST_ALTERNATIVES = 3

/** Who makes the effect show in a test, and what else can be said of that. */
export function* explain(
  subject: Subject,
  around: Surroundings,
  options: ExplainOptions,
): Search<Explanation | Unexplained> {
  if (subject.byImport) return yield* explainByImport(subject, around)
  const terrain = testsBefore(subject, around)
  const [alone, together] = yield [terrain.ask([]), terrain.ask(terrain.failing)].map(
    (question) => ({ ...question, sure: true as const }),
  )
  // By itself, in a process that has imported everything: importing is enough.
  if (alone === 'reproduces') return yield* explainByImport(subject, around)
  if (together !== 'reproduces') return nothing('the order that showed it does not show it again')
  const found = yield* findCause(terrain)
  const victim = subject.victim.id
  switch (found.kind) {
    case 'nothing':
      return nothing(found.ruledOut)
    case 'one': {
      const byImport = yield* importIsEnough(found.item, subject, around)
      if (byImport !== undefined) return { kind: 'files', files: [byImport] }
      const tests = [found.item]
      const alternatives = yield* alternativesTo(found.item, terrain, around, options)
      const cleaners = yield* findCleaner(tests, subject, around)
      return { kind: 'tests', victim, tests, alternatives, cleaners }
    }
    case 'several':
      return { kind: 'tests', victim, tests: found.items, alternatives: [], cleaners: [] }
    default:
      return yield* contributorsTo(found, terrain, subject, around)
  }
}

function* explainByImport(
  subject: Subject,
  around: Surroundings,
): Search<Explanation | Unexplained> {
  const terrain = filesBefore(subject, around)
  if (!(yield* reproduces({ ...terrain.ask(terrain.failing), sure: true })))
    return nothing('importing every other file is not enough in a process started from nothing')
  const found = yield* findCause(terrain)
  if (found.kind === 'one') return { kind: 'files', files: [found.item] }
  if (found.kind === 'several' || found.kind === 'distinct')
    return { kind: 'files', files: found.items }
  return nothing(found.kind === 'nothing' ? found.ruledOut : 'no file was found to be enough')
}

/** Was it running the test, or only importing its file? */
function* importIsEnough(
  item: string,
  { victim }: Subject,
  { test, clones }: Surroundings,
): Search<string | undefined> {
  const { file, domain } = test(item)
  // A clone has imported everything, and showed nothing by itself. Files of another process are not imported in this one.
  if (clones || file === victim.file || domain !== victim.domain) return undefined
  const enough = yield* reproduces({ order: [victim.id], imports: [file] })
  return enough ? file : undefined
}

function* alternativesTo(
  item: string,
  terrain: Terrain,
  { clones }: Surroundings,
  { allPolluters }: ExplainOptions,
): Search<readonly string[]> {
  const { ask } = terrain
  const others = (items: readonly string[]) => items.filter((other) => other !== item)
  let failing = others(terrain.failing)
  // The polluter removed: if that is enough there is no other one, at least not in this order.
  const more = allPolluters || (yield* reproduces(ask(failing)))
  if (!more) return []
  if (allPolluters || clones) {
    const undisturbed = (items: readonly string[]) =>
      ask(arranged([item, ...items], terrain.all, { clones }))
    const sorting = { items: others(terrain.all), ask, undisturbed, inGroups: !clones }
    return (yield* sortOut(sorting)).found
  }
  const alternatives: string[] = []
  while (alternatives.length < MOST_ALTERNATIVES) {
    const next = yield* findCause({ failing, all: failing, ask })
    if (next.kind !== 'one') break
    alternatives.push(next.item)
    failing = failing.filter((other) => other !== next.item)
    if (!(yield* reproduces(ask(failing)))) break
  }
  return alternatives
}

function nothing(...ruledOut: readonly string[]): Unexplained {
  return { kind: 'nothing', ruledOut }
}
