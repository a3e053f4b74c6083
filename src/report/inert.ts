import { stripVTControlCharacters } from 'node:util'

// What moves a cursor, breaks a line, hides or reorders text: controls, line and paragraph separators,
// zero-width and bidirectional marks, and lone surrogates.
const ACTIVE =
  // eslint-disable-next-line no-control-regex -- matching them is the point
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g
// A CI log reads these as commands of its own.
const LOG_COMMAND = /^\s*::|##(?=\[|vso|teamcity)/g
const SHORT: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' }

/**
 * Text from a test (its title, its message) as one line that shows what it is and does nothing: colours are
 * dropped, everything else that is not plain text is written as an escape, and no more than `limit`
 * characters of it.
 */
export function inert(text: string, limit = 300): string {
  const shown = stripVTControlCharacters(text)
    .replace(ACTIVE, (char) => SHORT[char] ?? codePoint(char))
    .replace(LOG_COMMAND, (prefix) => prefix.replace(/[:#]/, codePoint))
  return shown.length <= limit ? shown : `${shown.slice(0, limit).replace(/[\ud800-\udbff]$/, '')}…`
}

/** Text of several lines in a format with its own escaping: what acts on a terminal is written as an escape, its lines stay lines. */
export function inertLines(text: string): string {
  return stripVTControlCharacters(text).replace(ACTIVE, (char) =>
    char in SHORT ? char : codePoint(char),
  )
}

function codePoint(char: string): string {
  return `\\u{${(char.codePointAt(0) ?? 0).toString(16)}}`
}
