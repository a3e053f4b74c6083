import { LeakcheckError } from '../errors.js'

/** So many starts one after another that fail in the same way, and it is not chance. */
const ENOUGH = 4
const CODE = 'runner-stopped-starting'

/** The runner does not start any more: a fault of the set-up that no further run can tell anything about. */
export function isTheEnd({ code }: LeakcheckError): boolean {
  return code === CODE
}

export interface Starts {
  /**
   * Starts something, and keeps count.
   *
   * @param control a start that works if only this one's own files are to blame; undefined: it has none of its own
   * @throws LeakcheckError why it did not start; see {@link isTheEnd} once that was so too often
   */
  watched<T>(start: () => Promise<T>, control?: () => Promise<unknown>): Promise<T>
}

/**
 * A runner that has started, and listed its tests, may not do so again: something was used up, or taken by itself. Every further
 * run would be void, twice, and the report would say that nothing could be confirmed instead of why.
 */
export function watchStarts(signal: AbortSignal): Starts {
  let same: { readonly message: string; readonly times: number } | undefined
  let isControlled = false
  return {
    async watched(start, control) {
      try {
        const started = await start()
        same = undefined
        return started
      } catch (error) {
        if (!(error instanceof LeakcheckError) || signal.aborted) throw error
        const { message } = error
        same = { message, times: same?.message === message ? same.times + 1 : 1 }
        if (same.times < ENOUGH || isControlled) throw error
        // Asked once: it holds for all other files as well.
        if (control) isControlled = await works(control)
        throw isControlled ? error : stopped(error, same.times)
      }
    },
  }
}

async function works(control: () => Promise<unknown>): Promise<boolean> {
  try {
    await control()
    return true
  } catch {
    return false
  }
}

function stopped(cause: LeakcheckError, times: number): LeakcheckError {
  return new LeakcheckError(
    CODE,
    `the runner has started before, but does not any more (${String(times)} times): ${cause.message}`,
    `can it be started twice? ${cause.hint ?? ''} Then \`leakcheck run --resume\` goes on from here`.replace(
      '  ',
      ' ',
    ),
    2,
    { cause },
  )
}
