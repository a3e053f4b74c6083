import { join } from 'node:path'
import { LeakcheckError } from '../errors.js'
import { readOrderLines } from '../model/order.js'
import { filesOfOneRun } from './own-names.js'
import { readText } from './read-text.js'

/**
 * An order file: the tests, and what is imported before them.
 *
 * @param shown the same path as the user knows it
 * @throws LeakcheckError when it cannot be read
 */
export function readOrderFile(file: string, shown: string): ReturnType<typeof readOrderLines> {
  try {
    return readOrderLines(readText(file).split(/\r?\n/))
  } catch (cause) {
    const message = `${shown} cannot be read: ${(cause as Error).message}`
    throw new LeakcheckError('bad-order', message, 'a file with one test id a line', 2, { cause })
  }
}

/** Order files of the last run, by paths under leakcheck's folder. Links are none. */
export function orderFilesIn(outputDir: string): ReadonlyMap<string, string> {
  const files = filesOfOneRun(outputDir).filter((path) => path.endsWith('.txt'))
  return new Map(files.map((path) => [path, join(outputDir, path)]))
}
