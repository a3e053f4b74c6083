import type { Finding } from '../model/report-document.js'
import type { BaselineEntry } from './entry.js'

const WHAT = 8
const WHOLE = 16

/**
 * Which entry each finding is known by. That is the one with its key; or one that it shares a victim with and half of its key:
 * the tests fail in the same way, and a search that was cut or another order blames somebody else; or the same tests are to
 * blame, and most victims fail in another way now.
 */
export function matchFindings(
  findings: readonly Finding[],
  entries: readonly BaselineEntry[],
): ReadonlyMap<Finding, BaselineEntry> {
  const known = new Map<Finding, BaselineEntry>()
  for (const finding of findings) {
    const near = best(
      finding,
      entries.filter((entry) => sharesVictim(finding, entry)),
    )
    if (near) known.set(finding, near)
  }
  // Other victims: the key alone, of an entry that is not about others already.
  for (const finding of findings) {
    if (known.has(finding)) continue
    const taken = new Set(known.values())
    const free = entries.filter((entry) => !taken.has(entry) && likeness(finding, entry) >= 3)
    const same = best(finding, free)
    if (same) known.set(finding, same)
  }
  return known
}

/** Of those that are like it at all, the most like it; of equals always the same. */
function best(finding: Finding, entries: readonly BaselineEntry[]): BaselineEntry | undefined {
  return entries
    .filter((entry) => likeness(finding, entry) > 0)
    .sort(
      (a, b) =>
        likeness(finding, b) - likeness(finding, a) ||
        shared(finding, b) - shared(finding, a) ||
        (a.key < b.key ? -1 : 1),
    )[0]
}

function likeness(finding: Finding, entry: BaselineEntry): number {
  if (finding.kind !== entry.kind) return 0
  const [one, other] = [finding.key, entry.key]
  if (one === other) return 4
  if (one.slice(0, WHOLE) === other.slice(0, WHOLE)) return 3
  if (one.slice(0, WHAT) === other.slice(0, WHAT)) return 2
  // Without a cause this half says nothing.
  const sameBlame = one.slice(WHAT, WHOLE) === other.slice(WHAT, WHOLE)
  return sameBlame && finding.cause && entry.cause !== undefined ? 1 : 0
}

function sharesVictim(finding: Finding, entry: BaselineEntry): boolean {
  return shared(finding, entry) > 0
}

function shared({ victims }: Finding, entry: BaselineEntry): number {
  const known = new Set(entry.victims)
  return victims.filter((id) => known.has(id)).length
}
