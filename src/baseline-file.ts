import { existsSync, readFileSync } from 'node:fs'
import { relative, resolve } from 'node:path'
import writeFileAtomic from 'write-file-atomic'
import type { BaselineEntry } from './baseline/entry.js'
import { parseBaseline } from './baseline/parse.js'
import { printBaseline } from './baseline/print.js'
import type { Baseline } from './baseline/with-baseline.js'
import type { Config } from './config/config.js'
import { BASELINE_FILE } from './config/places.js'

type Place = Pick<Config, 'baseline' | 'cwd'>

/**
 * The findings that are known; undefined: no such file.
 *
 * @throws LeakcheckError when it is no baseline
 */
export function readBaseline(config: Place): Baseline | undefined {
  if (!existsSync(config.baseline)) return undefined
  const file = shownName(config)
  return { file, entries: parseBaseline(readFileSync(config.baseline, 'utf8'), file) }
}

/** The file whole, or as it was. */
export function writeBaseline({ baseline }: Place, entries: readonly BaselineEntry[]): void {
  const text = printBaseline(entries)
  if (existsSync(baseline) && readFileSync(baseline, 'utf8') === text) return
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
