import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { parseEnv } from 'node:util'

/** `.env`, `.env.test`, `test.env`, `.envrc`; not those that show what could be in them. */
const NAME = /^(?:\.env(?:rc|\..+)?|[\w.-]+\.env)$/
const SAMPLE = /(?:example|sample|template|dist|defaults)$/
const LARGEST = 1_000_000

/** Variables that tests may load themselves, from files in these folders, whichever of them they load. */
export function readDotenv(folders: readonly string[]): [name: string, value: string][] {
  return folders.flatMap((folder) =>
    namesIn(folder).flatMap((name) => {
      const file = join(folder, name)
      const stats = statSync(file, { throwIfNoEntry: false })
      if (!stats?.isFile() || stats.size > LARGEST) return []
      return variablesOf(file)
    }),
  )
}

function variablesOf(file: string): [string, string][] {
  try {
    return Object.entries(parseEnv(readFileSync(file, 'utf8'))).map(([name, value = '']) => [
      name,
      value,
    ])
  } catch {
    // Not for us to read.
    return []
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => NAME.test(name) && !SAMPLE.test(name))
  } catch {
    return []
  }
}
