import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fixtures, virtualenv } from '../drive/folders.js'
import { readJson } from '../drive/read-json.js'

/** A suite whose truth is written by hand, and whose answers are recorded. */
export interface RecordedCase {
  /** What `npm run record` calls it: `pytest/brittle`, `pytest/brittle/repaired`, `fairness/vitest/hooks`. */
  readonly name: string
  readonly runner: 'vitest' | 'pytest'
  /** Absolute path of the suite. */
  readonly fixture: string
  /** Absolute path of what is laid over it. */
  readonly overlay?: string
  /** Absolute path of the truth. */
  readonly expected: string
  /** The virtualenv whose Python runs it; undefined: no Python does. */
  readonly virtualenv?: string
  /** Absolute path of the recording, whether or not there is one. */
  readonly recording: string
}

const RECORDINGS = join(import.meta.dirname, 'recordings')

/** Every suite with an `expected.json`, and each of its repaired copies. */
export function recordedCases(): RecordedCase[] {
  return (['vitest', 'pytest'] as const).flatMap((runner) => [
    ...below(runner).flatMap((folder) => casesIn(runner, `${runner}/${folder}`)),
    ...below(`fairness/${runner}`).flatMap((folder) =>
      rowIn(runner, `fairness/${runner}/${folder}`),
    ),
  ])
}

/** A row is recorded with the usual major of its runner, or else with the newest that it is about. */
function rowIn(runner: RecordedCase['runner'], name: string): RecordedCase[] {
  return casesIn(runner, name).flatMap((one) => {
    const { on } = readJson<{ on?: readonly string[] }>(one.expected)
    if (runner === 'vitest') return on?.includes('4') === false ? [] : [one]
    const major = on?.includes('9') === false ? on.at(-1) : '9'
    return [{ ...one, virtualenv: join(fixtures, `runners/pytest-${major ?? ''}/.venv`) }]
  })
}

function casesIn(runner: RecordedCase['runner'], name: string): RecordedCase[] {
  const fixture = join(fixtures, name)
  const repaired = below(name).filter((folder) => folder.startsWith('repaired'))
  const at = (own: string): Omit<RecordedCase, 'overlay' | 'expected'> => ({
    ...{ name: own, runner, fixture },
    ...(runner === 'pytest' ? { virtualenv } : {}),
    recording: join(RECORDINGS, `${own.replaceAll('/', '.')}.json`),
  })
  return [
    { ...at(name), expected: join(fixture, 'expected.json') },
    ...repaired.map((folder) => ({
      ...at(`${name}/${folder}`),
      overlay: join(fixture, folder),
      expected: join(fixture, folder, 'expected.json'),
    })),
  ].filter(({ expected }) => existsSync(expected))
}

function below(folder: string): string[] {
  return readdirSync(join(fixtures, folder), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort()
}
