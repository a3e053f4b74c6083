import type { Rule } from './rule.js'

/** Jest's first line, which Playwright and jest-dom have too: `expect(received).toBe(expected)`. */
const HINT = /^(?:.* )?expect\(.*\)\.(?:\w+\.)*to[A-Z]\w*\(/m

/**
 * How an assertion explains the values that it has compared. The explanation takes other words with each length of the values;
 * what was compared is said before it.
 */
export const DETAILS: readonly Rule[] = [
  {
    what: 'the status that was got, behind the matcher',
    why: 'an answer that was refused is a reason: it is said as Vitest says it, and kept',
    within: HINT,
    pattern: /\s*\nExpected: ([1-5]\d\d)\nReceived: ([1-5]\d\d)\s*$/,
    becomes: ': $2 to be $1',
  },
  {
    what: 'everything behind the matcher',
    why: 'values and their difference, in one of a dozen forms; but where it was looked, and whether anything was thrown, stays',
    within: HINT,
    pattern: /\n(?!expect\(|Locator:|Error: |Received function did not)[^\n]*/g,
    becomes: '',
  },
  {
    what: 'everything behind what pytest has compared',
    why: 'how many items are more, which of them is first, where the values come from',
    pattern: /^(assert .*)\n[\s\S]*$/m,
    becomes: '$1',
  },
  {
    what: 'the difference of two lists in unittest',
    why: 'it grows with the lists',
    pattern: /^(\w+ differ: [^\n]*)\n[\s\S]*?( : [^\n]*)?$/,
    becomes: '$1$2',
  },
  {
    what: 'the difference of two texts or dictionaries in unittest',
    why: 'it grows with the values',
    pattern: /^([^\n]* != [^\n]*)\n[-+? ][\s\S]*?( : [^\n]*)?$/,
    becomes: '$1$2',
  },
  {
    what: 'what is in one set and not in the other in unittest',
    why: 'one line for each',
    pattern: /^(Items in the (?:first|second) set but not the (?:first|second):|Element counts were not equal:)\n[\s\S]*?( : [^\n]*)?$/, // prettier-ignore
    becomes: '$1$2',
  },
  {
    what: "the difference of two values in Node's assert",
    why: 'it grows with the values',
    pattern: /\n\+ actual - expected[^\n]*\n[\s\S]*$/,
    becomes: '',
  },
  {
    what: "the quotes around a mock's name",
    why: 'the name is no value: two mocks are two reasons',
    pattern: /\b([Ee]xpected (?:(?:\d+\w\w|last) )?)(["'])([^"'\n]+)\2(?= (?:call |to (?:not )?(?:be |have been )?(?:called|awaited|return|resolve)))/, // prettier-ignore
    becomes: '$1$3',
  },
]
