import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { BISECT_FOLDER } from '../../model/bisect-folder.js'
import { REPORTER_NAMES } from '../../model/reporter-name.js'
import type { Values } from './describe.js'

/** What the config's schema allows; it is not loaded for a key press. */
export const FLAG_VALUES = {
  runner: ['auto', 'vitest', 'pytest'],
  isolate: ['all', 'suspects', 'sample:'],
  reporter: REPORTER_NAMES,
  'fail-on': ['new', 'any', 'manifest', 'none'],
} as const

const BASELINE_ACTIONS = ['update', 'check', 'prune'] as const
export const SHELLS = ['bash', 'zsh', 'fish', 'powershell'] as const

/**
 * bash expands the words that it is offered as if they had been typed, so that a test's title could run a command at the
 * press of a key. What needs no quoting is offered and nothing else; of other tests, a part of the id will do.
 */
const NEEDS_NO_QUOTES = /^[\w./:@%+=,-]+$/

/** More help nobody, and take time to print. */
const MOST = 200

export function completionValues(outputDir: string): Values {
  const tests = () => {
    const report = lastReport(outputDir)
    const victims = listOf(report, 'findings').flatMap((finding) => listOf(finding, 'victims'))
    const ids = [...victims, ...listOf(report, 'tests').map(idOf)].filter(
      (id) => typeof id === 'string' && NEEDS_NO_QUOTES.test(id),
    ) as string[]
    return [...new Set(ids)].slice(0, MOST)
  }
  const findingsIn = (folder: string) =>
    listOf(lastReport(folder), 'findings')
      .map(idOf)
      .filter((id): id is string => typeof id === 'string' && /^L\d+$/.test(id))
  const findings = () => [
    ...findingsIn(outputDir),
    ...findingsIn(join(outputDir, BISECT_FOLDER)).map((id) => `${BISECT_FOLDER}/${id}`),
  ]
  return {
    flags: FLAG_VALUES,
    operands: {
      bisect: tests,
      why: tests,
      replay: findings,
      completion: () => SHELLS,
      baseline: () => BASELINE_ACTIONS,
    },
  }
}

/** As it is on disk: to check it whole takes longer than a key press may, and is no place for errors. */
function lastReport(outputDir: string): unknown {
  try {
    return JSON.parse(readFileSync(join(outputDir, 'report.json'), 'utf8'))
  } catch {
    return undefined
  }
}

function listOf(value: unknown, name: string): readonly unknown[] {
  const list = (Object(value) as Record<string, unknown>)[name]
  return Array.isArray(list) ? list : []
}

function idOf(value: unknown): unknown {
  return (Object(value) as { id?: unknown }).id
}
