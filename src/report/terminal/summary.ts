import { KINDS, type Kind, type Report } from '../../model/report-document.js'
import { inert } from '../inert.js'
import type { Paint } from '../paint.js'
import { pairsText } from '../pairs-text.js'
import { spentText } from '../spent.js'
import { kindCount, number, plural } from '../words.js'

const INTERRUPTED = [130, 143]

/** The last lines: whether the result is whole, and all of it in one line of counts. */
export function summaryLines(report: Report, paint: Paint): string[] {
  const { counts, findings, silenced = [], complete, exitCode } = report
  const spent = spentText(report)
  const tests = plural(counts.tests, 'test')
  const seen = pairsText(report)
  const pairs = seen === undefined ? [] : [paint.dim(seen)]
  const incomplete = complete ? [] : [paint.yellow(incompleteLine(report))]
  const couldNot = exitCode === 2 ? [paint.red(couldNotLine(report))] : []
  if (complete && exitCode === 0 && findings.length === 0 && onlyCleanAndSkipped(report)) {
    const skipped = counts.skipped > 0 ? `, ${number(counts.skipped)} skipped` : ''
    const said = `no state leak found: ${plural(counts.clean, 'test')} passed in every order tried`
    return [`${paint.green('✓')} ${said}${ordersTried(report)}${skipped} · ${spent}`, ...pairs]
  }
  const kinds: Kind[] = ['clean', ...KINDS.filter((kind) => kind !== 'clean')]
  const parts = kinds
    .filter((kind) => counts[kind] > 0)
    .map((kind) => kindCount(kind, counts[kind]) + (kind === 'victim' ? manifestPart(report) : ''))
  return [
    ...incomplete,
    ...couldNot,
    [
      paint.bold(parts.length === 0 ? tests : `${tests}: ${parts.join(', ')}`),
      plural(findings.length, 'finding') + newPart(report),
      ...(silenced.length > 0 ? [`${number(silenced.length)} silenced`] : []),
      spent,
    ].join(' · '),
    ...pairs,
  ]
}

function manifestPart({ counts }: Report): string {
  return ` (${counts.manifest === 0 ? 'none' : number(counts.manifest)} in your suite's order)`
}

/** ` (1 new)`, where there is a baseline. */
function newPart({ findings, baseline }: Report): string {
  if (!baseline || findings.length === 0) return ''
  const fresh = findings.filter((finding) => finding.baseline?.status !== 'known').length
  return ` (${fresh === 0 ? 'none' : number(fresh)} new)`
}

function incompleteLine({ exitCode, errors }: Report): string {
  if (INTERRUPTED.includes(exitCode)) return 'interrupted: this is what was known by then'
  return errors.some(({ code }) => code === 'nothing-compared')
    ? 'nothing was compared: the budget ended before that'
    : 'incomplete: the budget ended before everything was compared'
}

function couldNotLine({ errors }: Report): string {
  const [first] = errors
  return `leakcheck could not do its job${first ? `: ${inert(first.message.trim().split('\n')[0] ?? '')}` : ''}`
}

function onlyCleanAndSkipped({ counts }: Report): boolean {
  return counts.clean > 0 && counts.clean + counts.skipped === counts.tests
}

/** ` (together, alone, reverse)`: a clean result means no more than the orders behind it. */
function ordersTried({ tests }: Report): string {
  const tried = new Set<string>()
  for (const { together, alone, orders } of tests) {
    if (Object.keys(together).length > 0) tried.add('together')
    if (Object.keys(alone).length > 0) tried.add('alone')
    for (const { order } of orders) tried.add(inert(order.replace(/:.*/s, '')))
  }
  return tried.size === 0 ? '' : ` (${[...tried].join(', ')})`
}
