import type { ProgressEvent, Stage } from '../../model/event.js'
import { isFailure } from '../../model/outcome.js'

/** What a progress display knows: the stage it is in, and how far. */
export interface ProgressState {
  readonly stage?: Stage
  readonly total?: number
  readonly detail?: string
  /** Runs of this stage that have ended, and how many of them had a failing test. */
  readonly done: number
  readonly failing: number
  readonly stageSince: number
  readonly startedAt: number
}

export function initialState(now: number): ProgressState {
  return { done: 0, failing: 0, stageSince: now, startedAt: now }
}

/** The next state; notices change none. */
export function advance(state: ProgressState, event: ProgressEvent, now: number): ProgressState {
  switch (event.kind) {
    case 'notice':
      return state
    case 'run-end': {
      const failing = event.record.results.some(({ outcome }) => isFailure(outcome))
      return { ...state, done: state.done + 1, failing: state.failing + (failing ? 1 : 0) }
    }
    case 'stage': {
      const { stage, total, detail } = event
      return {
        ...initialState(now),
        startedAt: state.startedAt,
        stage,
        ...(total === undefined ? {} : { total }),
        ...(detail === undefined ? {} : { detail }),
      }
    }
  }
}
