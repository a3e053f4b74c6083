import type { Outlook, ProgressEvent, Stage } from '../../model/event.js'
import { isFailure } from '../../model/outcome.js'

/** What a progress display knows: the stage it is in, how far, and what is still to come. */
export interface ProgressState {
  readonly stage?: Stage
  readonly total?: number
  readonly detail?: string
  /** Runs of this stage that have ended, and how many of them had a failing test. */
  readonly done: number
  readonly failing: number
  readonly stageSince: number
  readonly startedAt: number
  readonly outlook?: Outlook
  readonly outlookSince: number
}

export function initialState(now: number): ProgressState {
  return { done: 0, failing: 0, stageSince: now, startedAt: now, outlookSince: now }
}

/** The next state; what is only to be printed changes none. */
export function advance(state: ProgressState, event: ProgressEvent, now: number): ProgressState {
  switch (event.kind) {
    case 'notice':
    case 'found':
      return state
    case 'outlook':
      return { ...state, outlook: event, outlookSince: now }
    case 'run-end': {
      const failing = event.record.results.some(({ outcome }) => isFailure(outcome))
      return { ...state, done: state.done + 1, failing: state.failing + (failing ? 1 : 0) }
    }
    case 'stage': {
      const { stage, total, detail } = event
      const { startedAt, outlook, outlookSince } = state
      return {
        ...initialState(now),
        ...{ startedAt, stage, outlookSince },
        ...(outlook === undefined ? {} : { outlook }),
        ...(total === undefined ? {} : { total }),
        ...(detail === undefined ? {} : { detail }),
      }
    }
  }
}
