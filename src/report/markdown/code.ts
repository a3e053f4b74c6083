import { inert } from '../inert.js'

/**
 * Text from a suite as a code span: the one place in GitHub's Markdown where nothing is markup, and nothing becomes a
 * mention, a link, an emoji or a reference to an issue. A backslash is not enough: `\@name` still calls somebody.
 */
export function code(text: string, limit?: number): string {
  const shown = inert(text, limit)
  if (shown.trim() === '') return '(empty)'
  const fence = '`'.repeat(longestRun(shown) + 1)
  // A space on both sides is taken away again by whoever renders it.
  const space = /^[` ]|[` ]$/.test(shown) ? ' ' : ''
  return `${fence}${space}${shown}${space}${fence}`
}

/** A command as a block that can be copied. */
export function codeBlock(command: string, limit: number): string[] {
  const shown = inert(command, limit)
  const fence = '`'.repeat(Math.max(3, longestRun(shown) + 1))
  return [`${fence}sh`, shown, fence]
}

function longestRun(text: string): number {
  return Math.max(0, ...(text.match(/`+/g) ?? []).map(({ length }) => length))
}
