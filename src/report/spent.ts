import type { Report } from '../model/report-document.js'
import { plural, span } from './words.js'

/** What the run has cost, and what it has taken from earlier ones instead. */
export function spentText({ cost, reused }: Report): string {
  const saved = reused
    ? `, ${plural(reused.tests, 'test')} not run alone again since ${reused.since.slice(0, 10).replace(/[^\d-]/g, '')}`
    : ''
  return `${plural(cost.runs, 'run')}, ${span(cost.wallMs)}${saved}`
}
