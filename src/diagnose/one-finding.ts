import { manifestFirst } from './case.js'
import type { Explanation } from './explanation.js'
import type { Page } from './page.js'

/**
 * Victims that the same tests make fail are one finding with several errors, also where each was searched by itself: a second one
 * that others make fail too does not pass without them.
 *
 * @param pages explained, of the same processes
 * @returns whether one of them has taken in what stands on the page, which is empty then
 */
export function joined(page: Page, pages: readonly Page[]): boolean {
  const known = pages.find((other) => blamesTheSame(other, page))
  if (!known) return false
  known.members = manifestFirst([...known.members, ...page.members])
  known.oracles = [...known.oracles, ...page.oracles]
  known.proofRuns += page.proofRuns
  known.memberRuns += page.memberRuns
  known.others ||= page.others
  // Who else does it is known of the victim that it was tried on: that one is shown then.
  if (alternativesIn(known).length === 0 && alternativesIn(page).length > 0) {
    const { explanation, subject, proof, outside } = page
    Object.assign(known, { explanation, subject, proof, ...(outside ? { outside } : {}) })
  }
  page.members = []
  return true
}

function blamesTheSame(one: Page, other: Page): boolean {
  return (
    one.members[0]?.kind === other.members[0]?.kind &&
    carriedBy(one) === carriedBy(other) &&
    blamed(one.explanation) !== undefined &&
    blamed(one.explanation) === blamed(other.explanation)
  )
}

/** Inside the process, or what outside of it. */
function carriedBy({ outside }: Page): string | undefined {
  return outside?.state.map(({ path }) => path).join('\n')
}

/** Of what adds up any will do: who has tipped it says nothing. */
function blamed(explanation: Explanation | undefined): string | undefined {
  if (!explanation || explanation.kind === 'accumulation') return undefined
  const names = explanation.kind === 'files' ? explanation.files : explanation.tests
  return `${explanation.kind}\n${[...names].sort().join('\n')}`
}

function alternativesIn({ explanation }: Page): readonly string[] {
  return explanation?.kind === 'tests' ? explanation.alternatives : []
}
