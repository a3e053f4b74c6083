import { existsSync, lstatSync } from 'node:fs'
import { basename, relative, resolve } from 'node:path'
import writeFileAtomic from 'write-file-atomic'
import type { BaselineEntry } from './baseline/entry.js'
import { parseBaseline } from './baseline/parse.js'
import { printBaseline } from './baseline/print.js'
import type { Baseline } from './baseline/with-baseline.js'
import type { Config } from './config/config.js'
import { BASELINE_FILE } from './config/places.js'
import { LeakcheckError } from './errors.js'
import { readText } from './run/read-text.js'

type Place = Pick<Config, 'baseline' | 'cwd'>

/**
 * The findings that are known; undefined: no such file.
 *
 * @throws LeakcheckError when it is no baseline
 */
export function readBaseline(config: Place): Baseline | undefined {
  if (!existsSync(config.baseline)) return undefined
  const file = shownName(config)
  return { file, entries: parseBaseline(textOf(config.baseline, file), file) }
}

function textOf(path: string, file: string): string {
  try {
    return readText(path)
  } catch (cause) {
    const message = `${file} cannot be read: ${(cause as Error).message}`
    const hint = 'a file that `leakcheck baseline update` has written'
    throw new LeakcheckError('baseline-broken', message, hint, 2, { cause })
  }
}

/** The file whole, or as it was. */
export function writeBaseline({ baseline }: Place, entries: readonly BaselineEntry[]): void {
  const text = printBaseline(entries)
  if (lstatSync(baseline, { throwIfNoEntry: false })?.isSymbolicLink() && !existsSync(baseline)) {
    const message = `${basename(baseline)} is a link to a file that is not there`
    throw new LeakcheckError('baseline-broken', message, 'remove it, or name another file with --baseline') // prettier-ignore
  }
  if (existsSync(baseline) && readText(baseline) === text) return
  writeFileAtomic.sync(baseline, text)
}

/** As it is named from where leakcheck was started. */
export function shownName({ baseline, cwd }: Place): string {
  return relative(cwd, baseline).replaceAll('\\', '/')
}

/** Somebody asked for this file: by a flag, or in the config. */
export function isNamed({ baseline, cwd }: Place): boolean {
  return baseline !== resolve(cwd, BASELINE_FILE)
}
