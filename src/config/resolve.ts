import { join, relative, resolve } from 'node:path'
import type { Config, ReporterChoice } from './config.js'
import { BASELINE_FILE } from './places.js'
import { placed } from './placed.js'
import type { ConfigValues } from './schema.js'

export interface Layers {
  readonly cwd: string
  readonly file: ConfigValues
  readonly flags: ConfigValues
  readonly machine: { readonly parallelism: number; readonly githubActions: boolean }
  /** The folder below the results' own that this command's files go to; undefined: no other. */
  readonly beside?: string
}

/** Defaults < file < flags. */
export function resolveConfig({ cwd, file, flags, machine, beside = '' }: Layers): Config {
  const given = { ...file, ...flags }
  const outputDir = resolve(cwd, given.outputDir ?? '.leakcheck')
  return deepFreeze({
    cwd,
    paths: given.paths ?? [],
    tests: given.tests ?? [],
    runner: given.runner ?? 'auto',
    ...(given.python === undefined ? {} : { python: given.python }),
    fork: given.fork ?? true,
    env: given.env ?? {},
    runnerArgs: given.runnerArgs ?? [],
    isolate: given.isolate ?? { kind: 'all' },
    rounds: given.rounds ?? 0,
    pairs: given.pairs ?? false,
    seed: given.seed ?? 1,
    ...(given.budget === undefined ? {} : { budgetMs: given.budget }),
    ...(given.maxRuns === undefined ? {} : { maxRuns: given.maxRuns }),
    allPolluters: given.allPolluters ?? false,
    ordered: given.ordered ?? [],
    ...(given.timeout === undefined ? {} : { timeoutMs: given.timeout }),
    runTimeoutMs: given.runTimeout ?? 30 * 60_000,
    // More than four runs at once mostly measure each other: test suites use several cores already.
    jobs: given.jobs ?? Math.min(4, machine.parallelism),
    repeats: given.repeats ?? 3,
    reporters: chooseReporters(
      (given.reporters ?? []).map((choice) =>
        placed(choice, join(relative(cwd, outputDir), beside)),
      ),
      // `--reporter terminal` means it, whatever `json` the file asks for.
      flags.json ?? (flags.reporters ? false : (file.json ?? false)),
      machine.githubActions,
    ),
    outputDir,
    dryRun: given.dryRun ?? false,
    resume: given.resume ?? false,
    ...(given.changed === undefined || given.changed === false ? {} : { changed: given.changed }),
    lastFailed: given.lastFailed ?? false,
    cache: given.cache ?? false,
    baseline: resolve(cwd, given.baseline ?? BASELINE_FILE),
    failOn: given.failOn ?? 'new',
  })
}

/** JSON has stdout to itself, so that it stays parseable; else people always get to see something there. */
function chooseReporters(
  chosen: readonly ReporterChoice[],
  json: boolean,
  githubActions: boolean,
): readonly ReporterChoice[] {
  const files = chosen.filter(({ file }) => file !== undefined)
  const onStdout = chosen.filter(({ file }) => file === undefined)
  if (json || onStdout.some(({ name }) => name === 'json')) {
    return [{ name: 'json' }, ...files]
  }
  if (onStdout.length > 0) return chosen
  const github: ReporterChoice[] = githubActions ? [{ name: 'github' }] : []
  return [{ name: 'terminal' }, ...github, ...files]
}

function deepFreeze<T extends object>(value: T): T {
  for (const part of Object.values(value)) {
    if (typeof part === 'object' && part !== null) deepFreeze(part as object)
  }
  return Object.freeze(value)
}
