import { applied, type Rule } from './rule.js'

const VALUE = '<value>'

/** Values that stand by themselves, as JavaScript and Python write them. */
const SINGLE: readonly Rule[] = [
  {
    what: 'a string',
    why: 'an assertion shows what it has compared',
    pattern: /(?<![\p{L}\d])'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"/gu,
    becomes: VALUE,
  },
  {
    what: 'nothing, true or false',
    why: 'values like others',
    pattern: /\b(?:undefined|null|None|NaN|Infinity|true|false|True|False)\b/g,
    becomes: VALUE,
  },
]

/** Values that hold others: innermost first, until nothing changes. */
const HOLDING: readonly Rule[] = [
  {
    what: 'a list, an object, a tuple, a set',
    why: 'it grows with every test that adds to it',
    pattern: /\[[^[\]{}]*\]|\{[^[\]{}]*\}|(?<![\p{L}\d_])\([^()[\]{}]*\)/gu,
    becomes: VALUE,
  },
]

const CUT: readonly Rule[] = [
  {
    what: 'a value that is cut off',
    why: 'what is too long to be shown ends in the middle of a value',
    pattern: /['"[{][^\]}]*…$/,
    becomes: VALUE,
  },
  {
    what: 'what pytest has compared',
    why: 'it cuts pieces out of the middle of long values, quotes and brackets with them',
    pattern: /^assert (?!\d+ [=!]= \d+$)(not )?.+? (==|!=|<=?|>=?|(?:not )?in|is(?: not)?) .+$/m,
    becomes: `assert $1${VALUE} $2 ${VALUE}`,
  },
]

/** What Playwright looks for: no value. */
const LOCATOR = /^Locator:.*$/gm

/** An assertion's text without the values that it shows. */
export function withoutValues(message: string): string {
  const locators = message.match(LOCATOR) ?? []
  let text = applied(SINGLE, message.replace(LOCATOR, ''))
  for (let before = ''; before !== text;) {
    before = text
    text = applied(HOLDING, text)
  }
  return [applied(CUT, text), ...locators].join('\n')
}
