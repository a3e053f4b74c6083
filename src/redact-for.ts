import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Config } from './config/config.js'
import { isSecretName } from './model/secret-name.js'
import { readDotenv } from './run/read-dotenv.js'
import { redactor, type Redact } from './run/redact.js'
import { loadTokenShapes } from './run/token-shapes.js'

/** What is known to be secret here. */
export interface Secrets {
  readonly redact: Redact
  /** What variables are called whose values are among them. */
  readonly names: readonly string[]
}

/**
 * All that leakcheck can know of the secrets of a project: its own environment, the config's, and files that tests may load
 * themselves, from the folder where leakcheck was started up to that of the repository, and those of its packages.
 *
 * @param packages relative to where leakcheck was started
 */
export async function secretsFor(
  { env, cwd }: Pick<Config, 'env' | 'cwd'>,
  packages: readonly string[] = [],
): Promise<Secrets> {
  const folders = [...foldersUpFrom(cwd), ...packages.map((folder) => join(cwd, folder))]
  const variables = [
    ...Object.entries(process.env),
    ...Object.entries(env),
    ...readDotenv([...new Set(folders)]),
  ]
  return {
    redact: redactor(variables, await loadTokenShapes()),
    names: [...new Set(variables.map(([name]) => name).filter(isSecretName))],
  }
}

/** As far as the repository goes; the folder alone where there is none. */
function foldersUpFrom(folder: string): string[] {
  const passed = [folder]
  for (let above = folder; !existsSync(join(above, '.git')); above = dirname(above)) {
    if (dirname(above) === above) return [folder]
    passed.push(dirname(above))
  }
  return passed
}
