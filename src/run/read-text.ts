import { readFileSync, statSync } from 'node:fs'

/**
 * A file's text.
 *
 * @throws Error with one line: there is none, it is no file (a folder, a device, a pipe), or it cannot be read
 */
export function readText(path: string): string {
  // A device never ends, and a pipe waits for ever.
  const stats = statSync(path, { throwIfNoEntry: false })
  if (!stats?.isFile()) throw new Error(stats ? 'it is no file' : 'it is not there')
  try {
    return readFileSync(path, 'utf8')
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException
    throw new Error(code === 'ERR_STRING_TOO_LONG' ? 'it is too large' : (code ?? String(cause)), {
      cause,
    })
  }
}
