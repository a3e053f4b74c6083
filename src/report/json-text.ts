// As in inert.ts: a terminal obeys some of these, and JSON would show them as they are.
const ACTIVE = /[\u007f-\u009f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g

/** A value as JSON that does nothing on a terminal, whatever is in it; ends in a newline. */
export function jsonText(value: unknown): string {
  const text = JSON.stringify(value, null, 2).replace(
    ACTIVE,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
  return `${text}\n`
}
