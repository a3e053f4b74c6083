import type { PlanSummary } from '../ports.js'
import { inert } from '../report/inert.js'
import { plural } from '../report/words.js'
import { about } from './about.js'

/** What is going to run and what it costs, as lines of text. */
export function planText({ tests, files, lines, totalRuns, estimateMs }: PlanSummary): string {
  const head = `${plural(tests, 'test')} in ${plural(files, 'file')}: ${plural(totalRuns, 'run')}`
  const rows = lines.map(({ what, runs, estimateMs: ms }) => [
    inert(what),
    plural(runs, 'run'),
    ms === undefined ? '' : about(ms),
  ])
  const width = (column: number) => Math.max(0, ...rows.map((row) => row[column]?.length ?? 0))
  const widths = [width(0), width(1)]
  return [
    estimateMs === undefined ? head : `${head}, ${about(estimateMs)}; what is found adds to it`,
    ...rows.map(([what = '', runs = '', cost = '']) =>
      `  ${what.padEnd(widths[0] ?? 0)}  ${runs.padStart(widths[1] ?? 0)}   ${cost}`.trimEnd(),
    ),
    '',
  ].join('\n')
}
