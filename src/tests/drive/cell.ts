import { appendFileSync, readFileSync } from 'node:fs'
import { describe, test } from 'vitest'

/**
 * Declares a part of the matrix that a shard has or has not, whole: a describe of that name, or nothing.
 *
 * `LEAKCHECK_CELLS` is a file with a JSON array of the names that are wanted (unset: all). With `LEAKCHECK_LIST_CELLS` the
 * name is appended to that file, and nothing is declared but a skipped test in its place.
 *
 * @param name the test file's, without `.test.ts`, and `/part` where the file has several
 */
export function cell(name: string, declare: () => void): void {
  const list = process.env.LEAKCHECK_LIST_CELLS
  if (list !== undefined) {
    appendFileSync(list, `${name}\n`)
    standIn('only listed')
  } else if (wanted?.has(name) === false) standIn('left to another shard')
  else describe(name, declare)
}

const wanted = wantedCells(process.env.LEAKCHECK_CELLS)

function wantedCells(file: string | undefined): ReadonlySet<string> | undefined {
  if (file === undefined) return undefined
  return new Set(JSON.parse(readFileSync(file, 'utf8')) as string[])
}

let stands = false

/** A test file without any test would be a failure. */
function standIn(why: string): void {
  if (!stands) test.skip(why, () => undefined)
  stands = true
}
