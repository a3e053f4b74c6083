import * as z from 'zod'
import { REPORTER_NAMES } from '../model/reporter-name.js'
import { DURATION_PATTERN, parseDuration } from './duration.js'
import { ISOLATE_PATTERN, parseIsolate } from './isolate.js'
import { parseReporterChoice, REPORTER_PATTERN } from './reporter-choice.js'

// Each `error` completes "<key> must be …": one line says what was expected, whatever part of it failed.
const text = z.string({ error: 'a string' })
const texts = z.array(text, { error: 'a list of strings' })
const flag = z.boolean({ error: 'true or false' })
const count = (least: number) => {
  const error = least === 0 ? 'a whole number' : `a whole number, ${least} or more`
  return z.int({ error }).min(least, { error })
}
const durationError = { error: 'a duration with its unit, such as 500ms, 90s, 5m or 1h' }
const duration = z
  .string(durationError)
  .regex(DURATION_PATTERN, durationError)
  .transform((written, context) => {
    const ms = parseDuration(written)
    if (ms !== undefined) return ms
    context.addIssue({ code: 'custom', message: 'a duration between 1ms and 24 days' })
    return z.NEVER
  })
const isolateError = { error: 'all, suspects or sample:N' }
const isolate = z.string(isolateError).regex(ISOLATE_PATTERN, isolateError)
const names = REPORTER_NAMES.join(', ')
const reporterError = { error: `${names}, a module, or name=file` }
const reporter = z.string(reporterError).regex(REPORTER_PATTERN, reporterError)

/**
 * The keys of `leakcheck.config.*` and `package.json#leakcheck`, which are also the names of the flags: one
 * grammar for both, one source for the checks, the types and the JSON Schema.
 */
export const configSchema = z
  .strictObject(
    {
      $schema: text.describe('For editors; leakcheck ignores it.'),
      paths: texts.describe(
        'Test files, folders or globs. Default: all that the runner would run.',
      ),
      tests: texts.describe('Exact test ids, as `leakcheck list` prints them. Default: all.'),
      runner: z
        .enum(['auto', 'vitest', 'pytest'], { error: 'auto, vitest or pytest' })
        .describe('Default: auto.'),
      python: text
        .min(1, { error: 'a path' })
        .describe(
          'The Python that has pytest. Default: an active or local virtualenv, then the PATH.',
        ),
      fork: flag.describe('Run tests in clones of one process, where that is safe. Default: true.'),
      env: z
        .record(z.string(), text, { error: 'an object of strings' })
        .describe(
          'Environment variables for the tests. {slot} in a value is 1, 2… and differs between runs that are side by side: DATABASE_URL: "postgres://localhost/test_{slot}".',
        ),
      runnerArgs: texts.describe("Passed on to the project's own runner."),
      isolate: isolate
        .transform(parseIsolate)
        .describe('Which tests run alone: all (default), suspects, or sample:N.'),
      rounds: count(0).describe(
        'Seeded shuffles after the fixed orders, in place of pairs. Default: 0.',
      ),
      pairs: flag.describe(
        'Orders that put next to each other what was not before, for as long as the tests alone took. Not beside rounds. Default: false.',
      ),
      seed: count(0).describe(
        'For pairs, shuffles and samples. Default: 1, so that runs are repeatable.',
      ),
      budget: duration.describe('Time for the whole job. What it cuts, the report names.'),
      maxRuns: count(1).describe('Runs for the whole job. What it cuts, the report names.'),
      allPolluters: flag.describe(
        'Name every test that pollutes on its own, not only the first. Default: false.',
      ),
      ordered: texts.describe(
        'Globs of files, describes, classes or tests that are ordered on purpose: that they need each other is no finding.',
      ),
      timeout: duration.describe(
        'Ends a run in which no test starts or ends for so long. Default: 60s, or twice what a test may take.',
      ),
      runTimeout: duration.describe('Ends a run after so long in any case. Default: 30m.'),
      jobs: count(1).describe('Runs under way at the same time. Default: cores, at most 4.'),
      repeats: count(1).describe('Repeats of each side of a difference. Default: 3.'),
      reporters: z
        .array(reporter.transform(parseReporterChoice), { error: 'a list of reporters' })
        .describe(`${names}, or a module: ./reporter.mjs, a package. name=file writes to a file.`),
      json: flag.describe('The report as JSON on stdout, and nothing else there.'),
      dryRun: flag.describe('Print the plan and its cost, run nothing.'),
      changed: z
        .union([flag, text.min(1)], { error: 'a revision of git, or true' })
        .describe(
          'Only tests that reach what has changed since that revision, and those beside them in a process.',
        ),
      lastFailed: flag.describe('Only tests that were not clean last time. Default: false.'),
      resume: flag.describe('Go on where the last run ended, however it did. Default: false.'),
      cache: flag.describe(
        'Tests that passed alone before and have not changed since run alone only if they fail. Default: false.',
      ),
      baseline: text
        .min(1, { error: 'a path' })
        .describe('The file of known findings. Default: leakcheck-baseline.json.'),
      failOn: z
        .enum(['new', 'any', 'manifest', 'none'], { error: 'new, any, manifest or none' })
        .describe(
          "Which confirmed findings set exit code 1: those that the baseline does not know (new, default), any, new ones that fail in the suite's own order (manifest), or none.",
        ),
      outputDir: text.min(1, { error: 'a path' }).describe('Default: .leakcheck'),
      color: flag.describe('Default: as the terminal and NO_COLOR, FORCE_COLOR say.'),
    },
    { error: 'an object' },
  )
  .partial()

/** What a user may write in a config file. */
export type LeakcheckConfig = z.input<typeof configSchema>

/** The same, checked and parsed. */
export type ConfigValues = z.output<typeof configSchema>

/** For editors that complete and check `leakcheck.config.json`. */
export function configJsonSchema(): Record<string, unknown> {
  return { title: 'leakcheck configuration', ...z.toJSONSchema(configSchema, { io: 'input' }) }
}
