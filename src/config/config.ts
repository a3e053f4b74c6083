/** Everything a run of leakcheck may depend on, resolved: defaults < file < flags. Frozen. */
export interface Config {
  /** Where leakcheck was started; everything relative in this object is relative to it. Absolute path. */
  readonly cwd: string
  /** Test files, folders or globs; empty: everything the runner would run. */
  readonly paths: readonly string[]
  /** Exact test ids (`-t`); empty: all tests of the files. */
  readonly tests: readonly string[]
  readonly runner: 'auto' | 'vitest' | 'pytest'
  /** The Python that has pytest; undefined: leakcheck looks for it. */
  readonly python?: string
  /** Whether tests may run in clones of one process. */
  readonly fork: boolean
  /** Environment variables for the tests, beside those that there are; `{slot}` in a value is a number of its host's own. */
  readonly env: Readonly<Record<string, string>>
  /** Passed on to the user's own runner (after `--`). */
  readonly runnerArgs: readonly string[]
  readonly isolate: Isolate
  /** Seeded shuffles after the fixed orders, in place of the stage `pairs`. */
  readonly rounds: number
  /** Orders over tests that were not next to each other, unless there are shuffles. Undefined, in a recording from before there were such orders: none. */
  readonly pairs?: boolean
  readonly seed: number
  /** Total time for the whole job in ms. */
  readonly budgetMs?: number
  /** Total number of runs for the whole job. */
  readonly maxRuns?: number
  /** Name every test that pollutes on its own, not only the first. */
  readonly allPolluters: boolean
  /** Globs that name tests which are ordered on purpose. */
  readonly ordered: readonly string[]
  /** A run is ended when no test starts or ends for this long, in ms; undefined: a minute, or longer where a test has more. */
  readonly timeoutMs?: number
  /** A run is ended after this long in any case, in ms. */
  readonly runTimeoutMs: number
  /** Runs under way at the same time. */
  readonly jobs: number
  /** How often each side of a difference is repeated before it gets a kind. */
  readonly repeats: number
  readonly reporters: readonly ReporterChoice[]
  /** Absolute path of `.leakcheck/`. */
  readonly outputDir: string
  readonly dryRun: boolean
  /** Only tests that reach what has changed since then, and those that share a process with them; true: since the last commit. */
  readonly changed?: string | true
  /** Only tests that were not clean last time; the others are their company. */
  readonly lastFailed: boolean
  /** Go on where the last run ended, however it did. */
  readonly resume: boolean
  /** Tests that passed alone before and have not changed since run alone only once they fail in company. */
  readonly cache: boolean
  /** Absolute path of the file of known findings, whether or not there is one. */
  readonly baseline: string
  /** Which confirmed findings set exit code 1. */
  readonly failOn: 'new' | 'any' | 'manifest' | 'none'
}

/** Which tests run alone: every one, only those that failed in some order, or a seeded sample of `size`. */
export type Isolate =
  | { readonly kind: 'all' }
  | { readonly kind: 'suspects' }
  | { readonly kind: 'sample'; readonly size: number }

/** `file` undefined: stdout. */
export interface ReporterChoice {
  /** One of leakcheck's own, or else a module: a path that begins with `.` or `/`, or a package's name. */
  readonly name: string
  readonly file?: string
}
