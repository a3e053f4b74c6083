import type { TestResult } from './outcome.js'
import type { RunRecord, RunRequest } from './run.js'

const OUTCOMES = ['passed', 'skipped', 'timed-out', 'crashed', 'missing'] as const

/** What became of one entry of an order; a word that is no outcome is the message it failed with. */
export type Entry = readonly [id: string, outcomeOrMessage: string]

let runs = 0

/** For tests: the record of a run in which this happened. */
export function runRecord(
  purpose: string,
  entries: readonly Entry[],
  changes: Partial<RunRequest> & Partial<Pick<RunRecord, 'end' | 'stray'>> = {},
): RunRecord {
  const { end = { kind: 'completed' }, stray = [], ...request } = changes
  const order = entries.map(([id]) => id)
  return {
    run: `r${String((runs += 1))}`,
    request: { purpose, project: 'app', order, host: 'warm', ...request },
    end,
    results: entries.map(toResult),
    stray,
    wallMs: 1,
    cpuMs: 1,
    processes: 1,
  }
}

function toResult([id, word]: Entry): TestResult {
  const outcome = OUTCOMES.find((known) => known === word)
  if (outcome !== undefined) return { id, outcome, durationMs: 1 }
  const failure = { type: 'AssertionError', message: word, frame: 'a.test.ts:12' }
  return { id, outcome: 'failed', durationMs: 1, failure }
}
