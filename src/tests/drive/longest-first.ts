import { existsSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/**
 * Test files in the order of what they took last, as the `durations.json` beside them says: two run side by side, and a long one
 * that begins last keeps one lane waiting. Of the matrix, whose durations are those of cells, only the cells that are wanted count.
 */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    const times = new Map(sorted.map((file) => [file, lastTime(file.moduleId)]))
    return sorted.sort((a, b) => (times.get(b) ?? 0) - (times.get(a) ?? 0))
  }
}

/** In ms; of what was never timed 0. */
function lastTime(file: string): number {
  const name = basename(file, '.test.ts')
  const durations = Object.entries(durationsIn(dirname(file)))
  return durations
    .filter(([cell]) => cell === name || (cell.startsWith(`${name}/`) && isWanted(cell)))
    .reduce((sum, [, ms]) => sum + ms, 0)
}

function durationsIn(folder: string): Readonly<Record<string, number>> {
  const file = join(folder, 'durations.json')
  return existsSync(file) ? readJson<Record<string, number>>(file) : {}
}

const { LEAKCHECK_CELLS: listed } = process.env
const wanted = listed === undefined ? undefined : new Set(readJson<string[]>(listed))

function isWanted(cell: string): boolean {
  return wanted?.has(cell) ?? true
}

// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- the caller knows what the file holds
function readJson<T>(file: string): T {
  return JSON.parse(readFileSync(file, 'utf8')) as T
}
