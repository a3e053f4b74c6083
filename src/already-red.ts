import type { RunStage } from './detect.js'
import type { Emit } from './model/event.js'
import { isFailure } from './model/outcome.js'

/** Says it as soon as it is known when tests fail in the suite's own order: the rest takes a while, and may be all about them. */
export function sayingIfRed(run: RunStage, emit: Emit): RunStage {
  let isSaid = false
  return async (stage, requests, stop) => {
    const records = await run(stage, requests, stop)
    if (stage !== 'together' || isSaid) return records
    isSaid = true
    const results = records.flatMap((record) => record.results)
    const failed = new Set(results.filter(({ outcome }) => isFailure(outcome)).map(({ id }) => id))
    const all = new Set(results.map(({ id }) => id)).size
    if (failed.size > 0) {
      const message = `${String(failed.size)} of ${String(all)} tests fail in the suite's own order: going on to see which of them fail because of others`
      emit({ kind: 'notice', message })
    }
    return records
  }
}
