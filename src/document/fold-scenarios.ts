import { isManifest } from '../compare/manifest.js'
import type { Member } from '../diagnose/case.js'
import type { Diagnosis } from '../diagnose/page.js'
import type { Cause, Silenced } from '../model/report-document.js'
import type { Suite, TestCase } from '../model/suite.js'
import { isNamed, namesOf, type Names } from './ordered.js'
import { typicalFailure } from './typical-failure.js'

/** A diagnosis; of tests that need their earlier siblings, with the describe or class that they are in. */
export type Folded = Diagnosis & { readonly scenario?: string }

export interface Folding {
  readonly diagnoses: readonly Folded[]
  /** What the user has said is ordered on purpose. */
  readonly silenced: readonly Silenced[]
}

/** A test that depends on its siblings, and on nobody else. */
interface Step {
  readonly id: string
  readonly rank: number
  readonly member: Member
  readonly diagnosis: Diagnosis
  /** The tests that make the difference. */
  readonly doers: readonly string[]
  /** The describe or class, or what `ordered` names. */
  readonly within: string
  /** The glob of `ordered` that names all of them. */
  readonly by?: string
}

interface Known {
  readonly test: TestCase
  readonly rank: number
  readonly names: Names
}

/**
 * Tests of one describe that need their earlier siblings are one finding: a scenario, or a leak that looks like one. What
 * `ordered` names is no finding, as long as it is only its own order that matters: a test that fails in the suite's own order,
 * or because of a test that is not named, stays one.
 */
export function foldScenarios(
  diagnoses: readonly Diagnosis[],
  suite: Pick<Suite, 'projects' | 'tests'>,
  { ordered, cwd }: { readonly ordered: readonly string[]; readonly cwd: string },
): Folding {
  const known = new Map(
    suite.tests.map((test, rank): [string, Known] => [
      test.id,
      { test, rank, names: namesOf(test, suite, cwd) },
    ]),
  )
  const steps = diagnoses.flatMap((diagnosis) =>
    diagnosis.members.flatMap((member) => stepOf(member, diagnosis, known, ordered)),
  )
  const groups = groupsOf(steps).map(partsOf)
  const taken = new Set(groups.flat().map(({ member }) => member))
  const isSaid = ([step]: readonly Step[]): boolean => step?.by !== undefined
  return {
    diagnoses: [
      ...groups
        .filter((group) => group.length > 0 && !isSaid(group))
        .map((group) => fold(group, taken)),
      ...diagnoses.flatMap((diagnosis) => rest(diagnosis, taken)),
    ],
    silenced: groups.filter(isSaid).map(toSilenced),
  }
}

function stepOf(
  member: Member,
  diagnosis: Diagnosis,
  known: ReadonlyMap<string, Known>,
  ordered: readonly string[],
): Step[] {
  const own = known.get(member.verdict.test.id)
  const doers = doersOf(member, diagnosis.cause)?.map((id) => known.get(id))
  if (!own || !doers || member.kind === 'masked' || isManifest(member.verdict)) return []
  const { test, rank } = own
  const isSibling = (other: Known | undefined): other is Known =>
    other?.test.file === test.file &&
    other.test.project === test.project &&
    (member.kind !== 'brittle' || other.rank < rank)
  if (!doers.every(isSibling)) return []
  const step = { id: test.id, rank, member, diagnosis, doers: doers.map(({ test: { id } }) => id) }
  const by = ordered.find((glob) => [own, ...doers].every(({ names }) => isNamed(names, glob)))
  if (by !== undefined) return [{ ...step, within: `${test.project}\n${test.file}\n${by}`, by }]
  const within = own.names.ids.at(-2)
  if (within === undefined || !doers.every(({ names }) => names.ids.slice(0, -1).includes(within)))
    return []
  return [{ ...step, within }]
}

/** Undefined: more than tests, or nobody knows. */
function doersOf({ kind }: Member, cause: Cause | undefined): readonly string[] | undefined {
  switch (cause?.kind) {
    case 'self':
      return []
    case 'polluter':
      return [...cause.tests, ...(cause.alternatives ?? [])]
    case 'co-polluters':
      return cause.tests
    case 'state-setter':
      return kind === 'brittle' && (cause.files ?? []).length === 0 ? cause.tests : undefined
    default:
      return undefined
  }
}

function groupsOf(steps: readonly Step[]): readonly (readonly Step[])[] {
  const groups = new Map<string, Step[]>()
  for (const step of steps) groups.set(step.within, [...(groups.get(step.within) ?? []), step])
  return [...groups.values()].map((group) => group.sort((a, b) => a.rank - b.rank))
}

/** A scenario has a test that needs another one; what else changes with the order of those two is a part of it. */
function partsOf(group: readonly Step[]): readonly Step[] {
  const needs = group.filter(
    ({ member: { kind }, by }) => kind === 'brittle' || (by !== undefined && kind === 'victim'),
  )
  const names = new Set(needs.flatMap(({ id, doers }) => [id, ...doers]))
  return group.filter(({ id, doers }) => names.has(id) || doers.some((doer) => names.has(doer)))
}

function fold(steps: readonly Step[], taken: ReadonlySet<Member>): Folded {
  const brittle = steps.filter(({ member }) => member.kind === 'brittle')
  const members = [...new Set([...brittle, ...steps])].map(({ member }) => member)
  const whole = [...new Set(steps.map(({ diagnosis }) => diagnosis))].filter((diagnosis) =>
    diagnosis.members.every((member) => taken.has(member)),
  )
  const sum = (of: 'search' | 'confirm' | 'proof'): number =>
    whole.reduce((all, { counts }) => all + counts[of], 0)
  return {
    members,
    scenario: steps[0]?.within ?? '',
    cause: { kind: 'state-setter', tests: needed(brittle) },
    cleaners: [],
    proof: brittle.flatMap(({ id, diagnosis }) =>
      diagnosis.proof.filter(({ victim }) => victim === id),
    ),
    ruledOut: [],
    counts: { search: sum('search'), confirm: sum('confirm'), proof: sum('proof') },
  }
}

/** In the order in which they were found to be needed, each once. */
function needed(steps: readonly Step[]): string[] {
  return [...new Set(steps.flatMap(({ doers }) => doers))]
}

function rest(diagnosis: Diagnosis, taken: ReadonlySet<Member>): Diagnosis[] {
  const members = diagnosis.members.filter((member) => !taken.has(member))
  if (members.length === diagnosis.members.length) return [diagnosis]
  const left = new Set(members.map(({ verdict }) => verdict.test.id))
  const proof = diagnosis.proof.filter(({ victim }) => left.has(victim))
  return members.length === 0 ? [] : [{ ...diagnosis, members, proof }]
}

function toSilenced(steps: readonly Step[]): Silenced {
  const { failure } = typicalFailure(steps.map(({ member }) => member))
  return {
    by: steps[0]?.by ?? '',
    victims: steps.map(({ id }) => id),
    needed: needed(steps),
    failure,
  }
}
