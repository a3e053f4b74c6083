import { lstatSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Report } from './model/report-document.js'

export interface LeftBehind {
  /** Runs need copies of the project: the last ones did. */
  readonly copies: boolean
  /** What tests have left in the project, and nobody has touched since: relative to its folder. */
  readonly files: readonly string[]
}

/** A clock may be a little behind that of a file system. */
const TOLERANCE_MS = 2_000

/**
 * What the last run's tests have left in the project. A suite that cannot run twice in one folder has had its first time then:
 * those files are no part of the project.
 */
export function leftBehindIn(outputDir: string, cwd: string): LeftBehind {
  try {
    const last = JSON.parse(readFileSync(join(outputDir, 'report.json'), 'utf8')) as Report
    const { copies = false, left = [] } = last.outside ?? {}
    const endedAt = Date.parse(last.startedAt) + last.cost.wallMs + TOLERANCE_MS
    const files = left.filter(({ path, change }) => {
      const stats = lstatSync(join(cwd, path), { throwIfNoEntry: false })
      return change === 'created' && stats !== undefined && stats.mtimeMs <= endedAt
    })
    return { copies, files: files.map(({ path }) => path) }
  } catch {
    // There is no last run, or none that can be read.
    return { copies: false, files: [] }
  }
}
