import { isCI } from 'std-env'
import type { Progress } from './progress.js'

/** Where progress is shown, and what is known of it. */
interface Place {
  readonly isTTY?: boolean
  readonly columns?: number
  readonly rows?: number
}

/**
 * The display that suits stderr: one live line on a terminal, sparse lines in a log.
 *
 * @param sparse nothing but signs of life: stdout is for a program
 */
export async function openProgress(sparse: boolean): Promise<Progress> {
  if (isLive(process.stderr, { isCI, term: process.env.TERM }))
    return (await import('./live.js')).liveProgress(process.stderr, sparse)
  const { plainProgress } = await import('./plain.js')
  return plainProgress((text) => process.stderr.write(text), sparse)
}

/** A line can change in place only where it is known how much fits on it: some terminals say that they have no columns. */
export function isLive(
  { isTTY = false, columns = 0, rows = 0 }: Place,
  { isCI, term }: { readonly isCI: boolean; readonly term: string | undefined },
): boolean {
  return isTTY && columns > 0 && rows > 0 && !isCI && term !== 'dumb'
}
