import { inertLines } from './inert.js'

// XML 1.0 has no way to write these, not even as a reference.
const ILLEGAL = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu

const REFERENCES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  // A parser turns these into blanks inside an attribute.
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
}

// As in inert.ts: what a CI log that the document is printed to would obey.
const LOG_COMMAND = /^\s*::|##(?=\[|vso|teamcity)/gm

/** Any text as an element's content: its lines stay lines. */
export function escapeXmlText(text: string): string {
  return escapeXml(text)
    .replace(/&#(9|10);/g, (_, code: string) => String.fromCharCode(Number(code)))
    .replace(LOG_COMMAND, (prefix) => prefix.replace(/[:#]/, reference))
}

function reference(char: string): string {
  return `&#${String(char.charCodeAt(0))};`
}

/** Any text as the value of an attribute. */
export function escapeXml(text: string): string {
  return inertLines(text)
    .replace(ILLEGAL, '')
    .replace(/[&<>"'\t\n\r]/g, (char) => REFERENCES[char] ?? char)
}
