import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { ProgressEvent } from '../../model/event.js'
import type { Outcome } from '../../model/outcome.js'
import { progressLine } from './line.js'
import { plainProgress } from './plain.js'
import { advance, initialState } from './state.js'

function runEnd(outcome: Outcome): ProgressEvent {
  const results = [{ id: 'a', outcome, durationMs: 1 }]
  const request = { purpose: 'alone', project: '', order: ['a'], host: 'cold' } as const
  const end = { kind: 'completed' } as const
  const record = { run: 'r1', request, end, results, stray: [], wallMs: 1, cpuMs: 1, processes: 1 }
  return { kind: 'run-end', record }
}

test('the progress line has the runs of the stage, those with failures, the time spent and the time left', () => {
  const events = [
    { kind: 'stage', stage: 'together', total: 1 },
    runEnd('failed'),
    { kind: 'stage', stage: 'alone', total: 610 },
    runEnd('passed'),
    runEnd('timed-out'),
  ] as ProgressEvent[]
  const state = events.reduce((now, event) => advance(now, event, 1_000), initialState(0))
  expect(progressLine(state, 1_500)).toBe('alone  2/610 runs · 1 with failures · 1.0 s')
  expect(progressLine(state, 11_000)).toContain('about 50 m 40 s left')
})

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('a log gets a line for each stage, one after half a minute of silence, and none after closing', () => {
  const lines: string[] = []
  const progress = plainProgress((line) => lines.push(line))
  progress.emit({ kind: 'stage', stage: 'alone', total: 3 })
  vi.advanceTimersByTime(20_000)
  progress.emit(runEnd('passed'))
  progress.emit({ kind: 'notice', message: 'slow\u001b[2J' })
  vi.advanceTimersByTime(29_000)
  expect(lines).toEqual(['alone  3 runs\n', 'slow\n'])
  vi.advanceTimersByTime(1_000)
  expect(lines[2]).toBe('alone  1/3 runs · 50 s · about 1 m 40 s left\n')
  progress.close()
  vi.advanceTimersByTime(60_000)
  expect(lines).toHaveLength(3)
})
