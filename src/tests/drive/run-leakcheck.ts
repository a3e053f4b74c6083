import { execa } from 'execa'
import type { Report } from '../../model/report-document.js'
import { program } from './folders.js'
import { temporaryFolder } from './temporary-folder.js'
import { userEnvironment } from './user-environment.js'

export interface Finished {
  readonly exitCode: number | undefined
  readonly stdout: string
  readonly stderr: string
}

/**
 * Calls leakcheck as a user would, from `cwd`.
 *
 * @param node the program that runs it
 */
export async function leakcheck(
  args: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string | undefined>> = {},
  node = process.execPath,
): Promise<Finished> {
  const { exitCode, stdout, stderr } = await execa(node, [program, ...args], {
    cwd,
    env: { ...env, ...userEnvironment },
    stdin: 'ignore',
    reject: false,
    maxBuffer: 100_000_000,
  })
  return { exitCode, stdout, stderr }
}

/** A command line as a user would paste it. */
export async function inShell(
  line: string,
  cwd: string,
  env: Readonly<Record<string, string | undefined>> = {},
): Promise<Finished> {
  const { exitCode, stdout, stderr } = await execa(line, {
    shell: true,
    cwd,
    env: { ...env, ...userEnvironment },
    stdin: 'ignore',
    reject: false,
  })
  return { exitCode, stdout, stderr }
}

/** Runs a suite and returns the report that it wrote. */
export async function checkSuite(
  cwd: string,
  args: readonly string[] = [],
  node?: string,
  more: Readonly<Record<string, string | undefined>> = {},
): Promise<{ exitCode: number | undefined; report: Report; stderr: string }> {
  const env = { ...more, FIXTURE_STATE_DIR: temporaryFolder('state-') }
  const run = ['run', '--json', ...args]
  const { exitCode, stdout, stderr } = await leakcheck(run, cwd, env, node)
  if (!stdout.startsWith('{'))
    throw new Error(`no report, exit code ${String(exitCode)}: ${stderr}`)
  return { exitCode, report: JSON.parse(stdout) as Report, stderr }
}
