import type { Case, Member } from './case.js'
import { openDesk, type DiagnoseOptions } from './diagnose.js'
import { explainedBy } from './explained-by.js'
import { joined } from './one-finding.js'
import type { Asking } from './oracle.js'
import { newPage, toDiagnosis, type Diagnosis, type Page } from './page.js'
import type { Surroundings } from './subject.js'

/** Cases that are looked into one by one, each by one test that speaks for it. */
export interface OneOfEach {
  /** @param first speaks for the case: the only one of it that has been confirmed */
  readonly look: (each: Case, first: Member) => Asking<void>
  /** Tests that have spoken for a case that was searched. */
  readonly searched: ReadonlySet<string>
  /** What was found, each put in the place of what is said of those that it explains. */
  readonly within: (said: readonly Diagnosis[]) => readonly Diagnosis[]
}

/**
 * The causes of cases before anything but one test of each is confirmed, so that there are whole findings however soon it ends. A
 * case whose test another cause explains is not searched.
 */
export function oneOfEach(around: Surroundings, options: DiagnoseOptions): OneOfEach {
  const searched = new Set<string>()
  const desk = openDesk(around, { ...options, first: searched })
  const explained = new Map<string, Page[]>()
  const pageOf = new Map<string, Page>()

  function* look(each: Case, first: Member): Asking<void> {
    const { id } = first.verdict.test
    const own = explained.get(each.domain) ?? []
    explained.set(each.domain, own)
    const page = newPage([first, ...each.members.filter(({ verdict }) => verdict.test.id !== id)])
    for (const known of own) {
      if (known.members[0]?.kind !== each.kind) continue
      const alike = yield* explainedBy(known, [first], around)
      if (alike.length === 0) continue
      pageOf.set(id, known)
      return
    }
    searched.add(id)
    pageOf.set(id, page)
    if (each.kind === 'self-polluting') yield* desk.ofItself(page)
    else yield* desk.search(page)
    if (!page.explanation) return
    const before = new Set(own)
    if (!joined(page, own)) own.push(page)
    else for (const known of before) if (known.members.includes(first)) pageOf.set(id, known)
  }

  return {
    look,
    searched,
    within(said) {
      const members = new Map<Page, Member[]>()
      const rest = said.filter((each) => {
        const page = each.cause ? undefined : pageFor(each)
        if (page) members.set(page, [...(members.get(page) ?? []), ...each.members])
        return !page
      })
      const found = [...members].map(([page, own]) => ({ ...toDiagnosis(page), members: own }))
      return [...found, ...rest]
    },
  }

  function pageFor({ members }: Diagnosis): Page | undefined {
    const pages = members.flatMap(({ verdict }) => pageOf.get(verdict.test.id) ?? [])
    return pages.find(({ explanation }) => explanation)
  }
}
