import { stripVTControlCharacters } from 'node:util'
import type { Failure, RawFailure } from '../model/failure.js'

const MAX_MESSAGE = 1000
const MAX_NORMALIZED = 300

/** What varies from run to run without changing the reason, most specific first. */
const NOISE: readonly (readonly [RegExp, string])[] = [
  // Where two lines differ, as Python's difflib points it out: the marks move with every name that is made up.
  [/^\?[ \t+^-]*$/gm, ''],
  [/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi, '<uuid>'],
  [/\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?/g, '<time>'],
  [/\b\d\d:\d\d:\d\d(\.\d+)?\b/g, '<time>'],
  // Folders that leakcheck makes for a run, wherever the user keeps temporary files; Python writes them with dots, too.
  [/[^\s'"`()<>]*[\\/.]lc-\w{6}[\\/.][^\s'"`)>]*/g, '<tmp>'],
  [/(?:\/private)?\/(?:tmp|var\/folders)\/[^\s'"`)]+/g, '<tmp>'],
  [/\b(localhost|127\.0\.0\.1|\[::1?\]|0\.0\.0\.0):\d+/g, '$1:<port>'],
  [/\b0x[0-9a-f]+\b/gi, '<hex>'],
  // A random name behind a word.
  [/(?=[0-9a-f]*\d)[0-9a-f]{24,}/gi, '<hex>'],
  [/\b(?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])[0-9a-f]{8,}\b/gi, '<hex>'],
  [/\b\d+(\.\d+)?\s?(ms|milliseconds?|s|seconds?)\b/g, '<duration>'],
]
// An HTTP status is a reason, any other number is a detail: 500 and 429 are different failures, 17 and 18 are not.
const NUMBER = /(?<![\w.])-?\d+(?:\.\d+)?(?![\w.]*\d)/g
const STATUS = /^[1-5]\d\d$/
const VALUE = '<value>'

/** The failure as reports show it, with what makes two failures "the same". */
export function toFailure(raw: RawFailure): Failure {
  const message = stripVTControlCharacters(raw.message)
  return {
    type: raw.type,
    message: message.length > MAX_MESSAGE ? `${message.slice(0, MAX_MESSAGE)}…` : message,
    normalized: normalize(message),
    ...(raw.frame === undefined ? {} : { frame: raw.frame }),
  }
}

/** Type, normalised message and the file of the topmost own frame; its line moves with every edit. */
export function fingerprint({ type, normalized, frame }: Failure): string {
  return `${type}\n${normalized}\n${frame?.replace(/:\d+$/, '') ?? ''}`
}

/**
 * What tests that have one cause share. Those that can't run twice carry theirs in themselves: the rows of a table, each with
 * a message of its own, fail at one line.
 */
export function reasonOf(kind: string, failure: Failure): string {
  const { type, frame } = failure
  return kind === 'self-polluting' && frame !== undefined
    ? `${type}\n${frame}`
    : fingerprint(failure)
}

/**
 * Whether a repeat failed for the same reason. Numbers of any kind may differ, and of an assertion the values that it shows: a
 * count or an item more that crept in is no new reason.
 */
export function sameFailure(a: Failure | undefined, b: Failure | undefined): boolean {
  if (!a || !b) return a === b
  return coarse(a) === coarse(b)
}

function coarse(failure: Failure): string {
  const normalized = isAssertion(failure)
    ? normalize(withoutValues(withoutDetails(failure.message)))
    : failure.normalized
  return fingerprint({ ...failure, normalized }).replace(/\d+/g, '<n>')
}

function isAssertion({ type, message }: Failure): boolean {
  return /assert/i.test(type) || /^(assert|expect)/i.test(message)
}

/** pytest and unittest say in one line what was compared; what follows takes other words with each length of the values. */
function withoutDetails(message: string): string {
  const lines = message.split('\n')
  const compared = lines.findIndex((line) => /^assert |^\w+ differ: /.test(line))
  return compared < 0 ? message : lines.slice(0, compared + 1).join('\n')
}

/** Strings, lists and objects as both languages write them, innermost first. What is cut off in the middle of one ends there. */
function withoutValues(message: string): string {
  let text = message.replace(/'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"/g, VALUE)
  for (let before = ''; before !== text;) {
    before = text
    text = text.replace(/\[[^[\]{}]*\]|\{[^[\]{}]*\}|(?<!\w)\([^()[\]{}]*\)/g, VALUE)
  }
  return text.replace(/['"[{][^\]}]*…$/, VALUE)
}

function normalize(message: string): string {
  let text = message
  for (const [pattern, replacement] of NOISE) text = text.replace(pattern, replacement)
  text = text.replace(NUMBER, (digits) => (STATUS.test(digits) ? digits : '<n>'))
  return text.replace(/\s+/g, ' ').trim().slice(0, MAX_NORMALIZED)
}
