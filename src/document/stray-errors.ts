import type { ReportError } from '../model/report-document.js'
import type { RunRecord } from '../model/run.js'
import type { Suite } from '../model/suite.js'

/** A suite that logs an unhandled error per test would bury the report. */
const MOST = 50

const CODES = {
  unhandled: 'unhandled-error',
  'after-hook': 'after-hook-failed',
  import: 'import-failed',
} as const

/** Errors outside any test, each once: files that fail to import, unhandled rejections, failing after-all hooks. */
export function strayErrors(suite: Suite, records: readonly RunRecord[]): ReportError[] {
  const errors = new Map<string, ReportError>()
  const add = (
    kind: keyof typeof CODES,
    failure: { type: string; message: string },
    file: string | undefined,
  ): void => {
    const message = `${failure.type}: ${failure.message}`.slice(0, 500)
    const key = `${kind}\n${file ?? ''}\n${message}`
    if (errors.size < MOST)
      errors.set(key, { code: CODES[kind], message, ...(file === undefined ? {} : { file }) })
  }
  const imports = new Map(
    suite.tests.filter(({ titlePath }) => titlePath.length === 0).map((test) => [test.id, test]),
  )
  for (const { results, stray } of records) {
    for (const { kind, file, failure } of stray) add(kind, failure, file)
    for (const { id, failure } of results) {
      const test = imports.get(id)
      if (test && failure) add('import', failure, test.file)
    }
  }
  return [...errors.values()]
}
