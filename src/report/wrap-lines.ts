import { stripVTControlCharacters } from 'node:util'
import wrapAnsi from 'wrap-ansi'

/** Rows that are copied as a whole. */
const COMMAND = /^ {2}(replay|in plain \w+|without leakcheck|remove:) /
/** A finding's title, a row with its label. */
const FIRST_COLUMN = /^(?:\S \S+ {2,}| {2}\S{0,8} {2,})(?=\S)/
/** What is left of the columns has to hold some words. */
const LEAST = 20

/**
 * Lines that are longer than the terminal is wide go on below, between words, beside their label; commands stay whole.
 *
 * @param width columns; undefined: there is no terminal, and nothing to wrap for
 */
export function wrapLines(lines: readonly string[], width: number | undefined): readonly string[] {
  return width === undefined ? lines : lines.flatMap((line) => wrapLine(line, width))
}

function wrapLine(line: string, width: number): string[] {
  const plain = stripVTControlCharacters(line)
  if (plain.length <= width || COMMAND.test(plain)) return [line]
  const label = FIRST_COLUMN.exec(plain)?.[0].length
  const margin = label ?? plain.length - plain.trimStart().length
  const indent = label ?? margin + 2
  if (width - indent < LEAST) return [line]
  const end = startOf(line, plain.slice(margin))
  const [first = '', ...rest] = wrapAnsi(line.slice(end), width - indent).split('\n')
  return [line.slice(0, end) + first, ...rest.map((text) => ' '.repeat(indent) + text)]
}

/** Where in a painted line the rest of its text begins. */
function startOf(line: string, text: string): number {
  let start = 0
  while (start < line.length && stripVTControlCharacters(line.slice(start)) !== text) start += 1
  return start
}
