import type { Config } from '../config/config.js'

/** With JSON on stdout there is nothing on stderr either. */
export function jsonOnStdout({ reporters }: Config): boolean {
  return reporters.some(({ name, file }) => name === 'json' && file === undefined)
}
