import type { Report } from '../model/report-document.js'
import { number } from './words.js'

/** How much of what only neighbours show the orders could have shown; nothing where no test has a neighbour. */
export function pairsText({ pairs }: Report): string | undefined {
  if (!pairs || pairs.all === 0) return undefined
  const { seen, all } = pairs
  // Rounded down: not all is never 100 %.
  const share = seen === all ? 'all' : `${String(Math.floor((100 * seen) / all))}%`
  return `pairs: ${share} of ${number(all)} ordered pairs of neighbours seen`
}
