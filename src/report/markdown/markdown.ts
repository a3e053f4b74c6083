import { KINDS, type Finding, type Report, type TestReport } from '../../model/report-document.js'
import { headline } from '../headline.js'
import { kindMeaning } from '../kind-meaning.js'
import type { Reporter } from '../reporter.js'
import { pairsText } from '../pairs-text.js'
import { spentText } from '../spent.js'
import { number, plural } from '../words.js'
import { asides } from './asides.js'
import { findingBlock, plainId } from './finding.js'

/**
 * A comment on GitHub holds 65,536 characters, a job summary 1 MiB, and what is too long is refused as a whole: what
 * fits into the one fits into the other.
 */
const LIMIT = 60_000
const ROWS_SHOWN = 50

/** For a job's summary or a comment on a pull request. */
export const markdown: Reporter = (report, options) => {
  const tests = new Map(report.tests.map((test): [string, TestReport] => [test.id, test]))
  const head = [`## ${title(report)}`, '', ...overview(report, tests)].join('\n')
  const tail = [...asides(report), ...kindTable(report), closing(report), ''].join('\n')
  const blocks = fitting(
    report.findings.map((finding) => findingBlock(finding, { report, tests, options })),
    LIMIT - head.length - tail.length,
  )
  const left = report.findings.length - blocks.length
  const rest =
    left > 0
      ? [`${plural(left, 'finding')} left out here, for length: \`report.json\` has all.\n`]
      : []
  return [head, ...blocks, ...rest, tail].join('\n')
}

/** As many of them as there is room for, in their order. */
function fitting(blocks: readonly string[], room: number): readonly string[] {
  // For the line that says how many are missing.
  let left = room - 100
  const end = blocks.findIndex(({ length }) => (left -= length + 1) < 0)
  return end === -1 ? blocks : blocks.slice(0, end)
}

function title({ findings, complete, exitCode }: Report): string {
  if (exitCode === 2) return 'leakcheck could not do its job'
  const cut = complete ? '' : ', incomplete'
  return findings.length === 0
    ? `leakcheck: no state leak found${cut}`
    : `leakcheck: ${plural(findings.length, 'finding')}${cut}`
}

function overview({ findings }: Report, tests: ReadonlyMap<string, TestReport>): string[] {
  if (findings.length === 0) return []
  const row = (finding: Finding) =>
    `| ${plainId(finding)} | ${headline(finding, tests)} | ${number(finding.victims.length)} |`
  const left = findings.length - ROWS_SHOWN
  return [
    '| finding | what | tests |',
    '| --- | --- | --: |',
    ...findings.slice(0, ROWS_SHOWN).map(row),
    ...(left > 0 ? [`| | and ${plural(left, 'more finding')} | |`] : []),
    '',
  ]
}

function kindTable({ counts }: Report): string[] {
  if (counts.tests === 0) return []
  return [
    '| kind | tests | |',
    '| --- | --: | --- |',
    ...KINDS.filter((kind) => counts[kind] > 0).map(
      (kind) => `| ${kind} | ${number(counts[kind])} | ${meaning(kind, counts)} |`,
    ),
    `| all | ${number(counts.tests)} | |`,
    '',
  ]
}

function meaning(kind: (typeof KINDS)[number], { manifest }: Report['counts']): string {
  if (kind !== 'victim') return kindMeaning({ kind })
  const own = manifest === 0 ? 'none' : number(manifest)
  return `passes alone, fails in some company; ${own} in your suite's own order`
}

function closing(report: Report): string {
  const { seed, startedAt, tool } = report
  const when = startedAt.replace(/[^\dT:.Z-]/g, '')
  const pairs = pairsText(report)
  return `${spentText(report)}${pairs === undefined ? '' : ` · ${pairs}`} · seed ${String(seed).replace(/\D/g, '')} · ${when} · leakcheck ${tool.version.replace(/[^\w.+-]/g, '')}`
}
