import type { Kind, TestReport } from '../../model/report-document.js'
import { inert } from '../inert.js'
import type { Paint } from '../paint.js'
import { number } from '../words.js'

const LINES = 5

/** What is no finding and still worth a line, most urgent first; each test, or one for all with the same note. */
const LISTS: readonly { kind: Kind; title: string; each: boolean }[] = [
  { kind: 'flaky', title: 'flaky: the result changes in the same order', each: true },
  { kind: 'broken', title: 'broken: fails alone and together for the same reason', each: true },
  { kind: 'undecided', title: 'undecided: a difference was seen and not confirmed', each: true },
  { kind: 'not-compared', title: 'not compared', each: false },
  { kind: 'skipped', title: 'skipped', each: false },
]

/** The short lists below the findings. */
export function kindLists(tests: readonly TestReport[], paint: Paint): string[][] {
  return LISTS.map(({ kind, title, each }) => {
    const listed = tests.filter((test) => test.kind === kind)
    if (listed.length === 0) return []
    const groups = each ? listed.map((test) => [test]) : groupByNote(listed)
    const left = groups.slice(LINES).reduce((sum, group) => sum + group.length, 0)
    return [
      `${paint.bold(title)} ${paint.dim(`(${number(listed.length)})`)}`,
      ...groups.slice(0, LINES).map((group) => groupLine(group, paint)),
      ...(left > 0 ? [paint.dim(`  (+${number(left)} more)`)] : []),
    ]
  })
}

function groupByNote(tests: readonly TestReport[]): TestReport[][] {
  const groups = new Map<string, TestReport[]>()
  for (const test of tests) {
    const group = groups.get(test.note ?? '')
    if (group) group.push(test)
    else groups.set(test.note ?? '', [test])
  }
  return [...groups.values()].sort((one, other) => other.length - one.length)
}

function groupLine(group: readonly TestReport[], paint: Paint): string {
  const [test] = group
  if (!test) return ''
  const more = group.length > 1 ? ` (+${number(group.length - 1)} more)` : ''
  const note = test.note === undefined ? '' : `   ${inert(test.note)}`
  return `  ${inert(test.id)}${paint.dim(more)}${paint.dim(note)}`
}
