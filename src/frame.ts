import { execFileSync } from 'node:child_process'
import { relative } from 'node:path'
import { isCI } from 'std-env'
import type { Config } from './config/config.js'
import type { Report } from './model/report-document.js'
import { isSecretName } from './model/secret-name.js'
import { ownVersion } from './own-version.js'
import { redactArguments, type Redact } from './run/redact.js'

/** What a report says about where, when and how it was made. */
export function frameOf(
  config: Config,
  command: readonly string[],
  startedAt: Date,
  redact: Redact,
): Pick<Report, 'tool' | 'command' | 'startedAt' | 'seed' | 'environment' | 'config'> {
  const commit = headCommit(config.cwd)
  return {
    tool: { name: 'leakcheck', version: ownVersion() },
    command: redactArguments(command, redact),
    startedAt: startedAt.toISOString(),
    seed: config.seed,
    environment: {
      os: `${process.platform} ${process.arch}`,
      node: process.versions.node,
      ci: isCI,
      ...(commit === undefined ? {} : { commit }),
    },
    config: {
      ...config,
      cwd: '.',
      outputDir: relative(config.cwd, config.outputDir),
      baseline: relative(config.cwd, config.baseline),
      env: Object.fromEntries(
        Object.entries(config.env).map(([name, value]) => [
          name,
          isSecretName(name) ? '***' : redact(value),
        ]),
      ),
      runnerArgs: redactArguments(config.runnerArgs, redact),
      tests: config.tests.map(redact),
    },
  }
}

function headCommit(cwd: string): string | undefined {
  try {
    return execFileSync('git', ['rev-parse', 'HEAD'], { cwd, stdio: ['ignore', 'pipe', 'ignore'] })
      .toString()
      .trim()
  } catch {
    return undefined // no git, or no commit yet
  }
}
