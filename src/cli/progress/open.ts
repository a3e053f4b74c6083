import { isCI } from 'std-env'
import { silent, type Progress } from './progress.js'

/** The display that suits stderr: one live line on a terminal, sparse lines in a log, or nothing at all. */
export async function openProgress(quiet: boolean): Promise<Progress> {
  if (quiet) return silent
  if (process.stderr.isTTY && !isCI && process.env.TERM !== 'dumb') {
    return (await import('./live.js')).liveProgress(process.stderr)
  }
  const { plainProgress } = await import('./plain.js')
  return plainProgress((text) => process.stderr.write(text))
}
