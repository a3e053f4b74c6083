import type { Answer, Question, Search } from './search.js'

export interface SortingOut {
  readonly items: readonly string[]
  /** Reproduces if at least one of these items is of the kind that is looked for. */
  readonly ask: (items: readonly string[]) => Question
  /** Several at once; where a run costs next to nothing each is asked about by itself, which no cleaner can spoil. */
  readonly inGroups: boolean
  /** Known to reproduce: asked between the others, to see that the state that they build on has not expired. */
  readonly control?: Question
  /**
   * Reproduces, unless something among these items cleans, or takes so long that the state expires: what was asked about in a
   * group with them then means nothing.
   */
  readonly undisturbed?: (items: readonly string[]) => Question
  /** Probably of the kind that is looked for: in groups they would only spoil what groups save. */
  readonly likely?: ReadonlySet<string>
}

export interface SortedOut {
  readonly found: readonly string[]
  /** Asked about, with no answer. */
  readonly open: readonly string[]
  /** The state had expired while questions were being answered; those were asked again. */
  readonly expired: boolean
}

/** Questions that grouping may cost beyond one for each item. */
const OVERDRAFT = 8
/** Questions in one batch, and between two controls. */
const MOST_AT_ONCE = 240
const CONTROL_EVERY = 12
const FIRST_GROUP = 64

/**
 * Which of many: adaptive group testing by halving (after F. K. Hwang's generalized binary splitting, 1972). A group that does not reproduce is settled by one question. Groups
 * that pay off earn credit; without credit every item is asked about by itself, so that never more than one question for
 * each item and {@link OVERDRAFT} are asked, however many are of the kind.
 */
export function* sortOut(sorting: SortingOut): Search<SortedOut> {
  const { items, inGroups } = sorting
  const found = new Set<string>()
  const open = new Set<string>()
  let credit = OVERDRAFT
  let expired = false
  let atOnce = MOST_AT_ONCE
  const isLikely = (item: string): boolean => sorting.likely?.has(item) ?? false
  let queue = inGroups
    ? [
        ...chunks(
          items.filter((item) => !isLikely(item)),
          FIRST_GROUP,
        ),
        ...chunks(items.filter(isLikely), 1),
      ]
    : chunks(items, 1)

  while (queue.length > 0) {
    const batch: (readonly string[])[] = []
    const later: (readonly string[])[] = []
    for (const group of queue) {
      if (batch.length >= atOnce) later.push(group)
      // The worst that a group can cost is itself and all that it was to save.
      else if (group.length === 1 || credit > 0) {
        if (group.length > 1) credit -= 1
        batch.push(group)
      } else later.push(group)
    }
    // No credit, and nothing else to ask that could earn some.
    if (batch.length === 0) {
      queue = later.flatMap((group) => chunks(group, 1))
      continue
    }
    const answers = yield* askWithControls(batch.map(sorting.ask), sorting.control)
    if (answers === 'expired') {
      expired = true
      for (const group of batch) if (group.length > 1) credit += 1
      if (atOnce === 1) {
        for (const group of batch) for (const item of group) open.add(item)
        queue = later
      } else {
        atOnce = atOnce > CONTROL_EVERY ? CONTROL_EVERY : 1
        queue = [...batch, ...later]
      }
      continue
    }
    const disturbed = yield* disturbedOf(
      batch.filter((group, index) => group.length > 1 && answers[index] === 'does-not'),
      sorting,
    )
    const split: (readonly string[])[] = []
    batch.forEach((group, index) => {
      const answer = answers[index] ?? 'undecided'
      const [only] = group
      if (answer === 'does-not' && !disturbed.has(group)) {
        if (group.length > 1) credit += group.length
        return
      }
      if (group.length > 1)
        split.push(group.slice(0, group.length >> 1), group.slice(group.length >> 1))
      else if (only !== undefined) (answer === 'reproduces' ? found : open).add(only)
    })
    queue = [...split, ...later]
  }
  const inOrder = (some: ReadonlySet<string>) => items.filter((item) => some.has(item))
  return { found: inOrder(found), open: inOrder(open), expired }
}

/** Groups in which something hides what is looked for. */
function* disturbedOf(
  groups: readonly (readonly string[])[],
  { undisturbed }: SortingOut,
): Search<ReadonlySet<readonly string[]>> {
  if (!undisturbed || groups.length === 0) return new Set()
  const answers = yield groups.map((group) => ({ ...undisturbed(group), sure: true as const }))
  return new Set(groups.filter((_, index) => answers[index] !== 'reproduces'))
}

/** The answers; or that one of the controls, which must reproduce, no longer did. */
function* askWithControls(
  questions: readonly Question[],
  control: Question | undefined,
): Search<readonly Answer[] | 'expired'> {
  if (!control) return yield questions
  const asked: Question[] = []
  const isControl: boolean[] = []
  questions.forEach((question, index) => {
    asked.push(question)
    isControl.push(false)
    if (index % CONTROL_EVERY === CONTROL_EVERY - 1 || index === questions.length - 1) {
      asked.push({ ...control, control: true })
      isControl.push(true)
    }
  })
  const answers = yield asked
  const lost = answers.some((answer, index) => isControl[index] && answer !== 'reproduces')
  return lost ? 'expired' : answers.filter((_, index) => !isControl[index])
}

function chunks(items: readonly string[], size: number): (readonly string[])[] {
  const count = Math.ceil(items.length / size)
  return Array.from({ length: count }, (_, index) => items.slice(index * size, (index + 1) * size))
}
