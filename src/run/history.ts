import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'
import { runFolders, statsOf } from './own-names.js'

/** Earlier runs that are kept. */
const KEPT_RUNS = 5

const NOT_WHOLE = new Set(['bisect', '--'])

/** A run of the whole suite, to its end. Of a report, as much as tells. */
const ofWholeSuite = z.object({
  complete: z.literal(true),
  // What a runner is told may leave out tests; earlier versions kept results of `bisect` among those of runs.
  command: z.array(z.string()).refine((words) => !words.some((word) => NOT_WHOLE.has(word))),
  config: z.object({
    paths: z.tuple([]),
    tests: z.tuple([]),
    changed: z.undefined().optional(),
    lastFailed: z.literal(false).optional(),
    dryRun: z.literal(false).optional(),
  }),
})

/**
 * The runs in a history that are not worth their place any more: all but the latest few. Runs of parts of the suite do not drive
 * out the last one of the whole suite.
 *
 * @param history absolute path; what lies there may be anything
 * @returns names of folders in it
 */
export function toForget(history: string): readonly string[] {
  const runs = runFolders(history)
  const old = runs.slice(0, Math.max(0, runs.length - KEPT_RUNS))
  const isWhole = (run: string): boolean => isOfWholeSuite(join(history, run, 'report.json'))
  if (old.length === 0 || runs.slice(old.length).some(isWhole)) return old
  const last = old.findLast(isWhole)
  return old.filter((run) => run !== last)
}

function isOfWholeSuite(file: string): boolean {
  if (statsOf(file)?.isFile() !== true) return false
  try {
    return ofWholeSuite.safeParse(JSON.parse(readFileSync(file, 'utf8'))).success
  } catch {
    return false
  }
}
