import type { Rule } from './rule.js'
import { withoutCounts } from './without-counts.js'

const NUMBER = '<n>'
const VALUE = '<value>'

/** A text without its numbers but for HTTP statuses; of an assertion they are values like others. */
export function withoutNumbers(text: string, areValues: boolean): string {
  const so = withoutCounts(text).replace(/(?:(?<!\w)[-+])?<n>(?:\.<n>)*/g, NUMBER)
  return areValues ? so.replaceAll(NUMBER, VALUE) : so
}

/** How a text is worded when there is one and when there are more. */
export const COUNTS: readonly Rule[] = [
  {
    what: 'a plural behind a number',
    why: '1 call, 2 calls',
    pattern: /(<n>|<value>)( (?:more |other )?\w+?)(?:ies|ys?|s)?\b/g,
    becomes: '$1$2',
  },
  {
    what: 'are and were',
    why: '1 is left, 2 are left',
    pattern: /\b(?:are|were)\b/g,
    becomes: 'is',
  },
]
