import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { ProgressEvent } from '../../model/event.js'
import type { Outcome } from '../../model/outcome.js'
import { progressLine } from './line.js'
import { isLive } from './open.js'
import { plainProgress } from './plain.js'
import { printed } from './printed.js'
import { advance, initialState } from './state.js'

function runEnd(outcome: Outcome): ProgressEvent {
  const results = [{ id: 'a', outcome, durationMs: 1 }]
  const request = { purpose: 'alone', project: '', order: ['a'], host: 'cold' } as const
  const end = { kind: 'completed' } as const
  const record = { run: 'r1', request, end, results, stray: [], wallMs: 1, cpuMs: 1, processes: 1 }
  return { kind: 'run-end', record }
}

const stateAfter = (events: readonly ProgressEvent[], at = 1_000) =>
  events.reduce((now, event) => advance(now, event, at), initialState(0))

test('the progress line has the runs of the stage, those with failures, and the time spent', () => {
  const state = stateAfter([
    { kind: 'stage', stage: 'together', total: 1 },
    runEnd('failed'),
    { kind: 'stage', stage: 'alone', total: 610 },
    runEnd('passed'),
    runEnd('timed-out'),
  ])
  expect(progressLine(state, 1_500)).toBe('alone  2/610 runs · 1 with failures · 1.0 s')
  expect(progressLine(state, 11_000)).not.toContain('left')
})

test('the time left is that of the stage, at the pace it has, and of all that comes after it', () => {
  const events: ProgressEvent[] = [
    { kind: 'outlook', batchMs: 20_000, laterMs: 100_000 },
    { kind: 'stage', stage: 'alone', total: 10 },
  ]
  expect(progressLine(stateAfter(events), 6_000)).toContain('· about 2 m left in all')
  // Half of it took 30 s rather than 10 s.
  const half = [...events, ...Array.from({ length: 5 }, () => runEnd('passed'))]
  expect(progressLine(stateAfter(half), 31_000)).toContain('· about 2 m 10 s left in all')
})

test('with a budget no more time is left than the budget has', () => {
  const outlook = { kind: 'outlook', batchMs: 90_000, laterMs: 900_000, mostMs: 30_000 } as const
  const state = stateAfter([outlook, { kind: 'stage', stage: 'search' }])
  expect(progressLine(state, 11_000)).toContain('about 20 s left in all')
})

test('while runs take longer than foreseen, nobody knows how much is left', () => {
  const outlook = { kind: 'outlook', batchMs: 50_000, laterMs: 1_500 } as const
  const state = stateAfter([outlook, { kind: 'stage', stage: 'search' }])
  expect(progressLine(state, 11_000)).toContain('about 40 s left in all')
  expect(progressLine(state, 60_000)).toBe('search  1 m 0 s')
})

test('what was found is priced in one line', () => {
  const found = { kind: 'found', differing: 7, ways: 3, confirm: 42, explain: 57, ms: 371_000 }
  expect(printed(found as ProgressEvent)).toBe(
    '7 tests differ in 3 ways: 42 runs to confirm it, about 60 runs to search and prove the cause: about 6 m in all',
  )
  const self = { ...found, differing: 1, ways: 1, confirm: 6, explain: 0, ms: 4_000 }
  expect(printed(self as ProgressEvent)).toBe(
    '1 test differs: 6 runs to confirm it: about 4 s in all',
  )
  expect(printed({ ...found, differing: 0 } as ProgressEvent)).toBeUndefined()
})

test.each<[string, Parameters<typeof isLive>[0], { term?: string; isCI?: boolean }, boolean]>([
  ['a terminal', { isTTY: true, columns: 80, rows: 24 }, {}, true],
  ['no terminal', { columns: 80, rows: 24 }, {}, false],
  ['a terminal of 0 columns', { isTTY: true, columns: 0, rows: 0 }, {}, false],
  ['a terminal of 0 rows', { isTTY: true, columns: 80, rows: 0 }, {}, false],
  ['a terminal that does not say', { isTTY: true }, {}, false],
  ['a dumb terminal', { isTTY: true, columns: 80, rows: 24 }, { term: 'dumb' }, false],
  ['a terminal of a CI system', { isTTY: true, columns: 80, rows: 24 }, { isCI: true }, false],
])('a line that changes in place on %s', (_, place, world, live) =>
  expect(isLive(place, { isCI: false, term: 'xterm', ...world })).toBe(live),
)

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('a log gets a line for each stage, one after some seconds of silence, and none after closing', () => {
  const lines: string[] = []
  const progress = plainProgress((line) => lines.push(line))
  progress.emit({ kind: 'stage', stage: 'alone', total: 3 })
  vi.advanceTimersByTime(10_000)
  progress.emit(runEnd('passed'))
  progress.emit({ kind: 'notice', message: 'slow\u001b[2J' })
  progress.emit({ kind: 'outlook', batchMs: 30_000, laterMs: 60_000 })
  vi.advanceTimersByTime(12_000)
  expect(lines).toEqual(['alone  3 runs\n', 'slow\n'])
  vi.advanceTimersByTime(3_000)
  expect(lines[2]).toMatch(/^alone {2}1\/3 runs · 2\d s · about 1 m 50 s left in all\n$/)
  progress.close()
  vi.advanceTimersByTime(60_000)
  expect(lines).toHaveLength(3)
})

test.each([false, true])(
  'no 15 seconds of a log are without a line (for a program: %s)',
  (sparse) => {
    const at: number[] = []
    const progress = plainProgress(() => at.push(Date.now()), sparse)
    const begun = Date.now()
    progress.emit({ kind: 'stage', stage: 'discover' })
    // Runs end all the time, and say nothing by themselves.
    for (let second = 0; second < 120; second++) {
      vi.advanceTimersByTime(1_000)
      progress.emit(runEnd('passed'))
    }
    progress.close()
    const gaps = [begun, ...at].map((moment, index) => (at[index] ?? Date.now()) - moment)
    expect(Math.max(...gaps)).toBeLessThanOrEqual(15_000)
  },
)

test('where stdout is for a program, a log has signs of life and nothing else', () => {
  const lines: string[] = []
  const progress = plainProgress((line) => lines.push(line), true)
  progress.print('the plan\n')
  progress.emit({ kind: 'stage', stage: 'alone', total: 3 })
  progress.emit({ kind: 'notice', message: 'slow' })
  expect(lines).toEqual([])
  vi.advanceTimersByTime(15_000)
  progress.close()
  expect(lines).toEqual(['alone  0/3 runs · 13 s\n'])
})
