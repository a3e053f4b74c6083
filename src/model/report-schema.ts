import * as z from 'zod'
import { UNPRINTABLE } from './test-id.js'
import { KINDS, type Report } from './report-document.js'

// Each `error` completes "<field> must be …". Fields that this version does not know are let through.
const text = z.string({ error: 'a string' })
const flag = z.boolean({ error: 'true or false' })
const of = <T extends z.ZodRawShape>(shape: T) => z.looseObject(shape, { error: 'an object' })
const list = <T extends z.ZodType>(each: T) => z.array(each, { error: 'a list' })

/** Larger ones nobody has counted, and a date that far ahead cannot be written. */
const MOST = 1e12
const number = z
  .number({ error: 'a number' })
  .min(0, { error: 'zero or more' })
  .max(MOST, { error: 'a smaller number' })
const count = number.int({ error: 'a whole number' })

/** Test ids, and whatever else leakcheck writes as one line of printable text. */
const printable = text.refine((value) => value.search(UNPRINTABLE) === -1, {
  error: 'one line of printable text',
})
const moment = z.iso.datetime({ error: 'a time such as 2027-01-31T12:00:00.000Z' })
const findingId = text.regex(/^L\d{1,9}$/, { error: 'L1, L2…' })
/** A file under leakcheck's folder, as leakcheck calls them. */
const orderFile = text.regex(/^(?:orders|findings\/L\d{1,9})\/[\w-]+\.txt$/, {
  error: 'an order file of leakcheck’s',
})
/** Inside the folder that it is relative to. */
const innerPath = text.refine(
  (path) => !/^[/\\]|^[A-Za-z]:|(?:^|[/\\])\.\.(?:[/\\]|$)|\0/.test(path),
  { error: 'a path inside the project' },
)

const outcomes = ['passed', 'failed', 'skipped', 'timed-out', 'crashed', 'missing'] as const
const outcome = z.enum(outcomes, { error: 'an outcome' })
const tally = of(
  Object.fromEntries(outcomes.map((name) => [name, count.exactOptional()])) as Record<
    (typeof outcomes)[number],
    z.ZodExactOptional<typeof count>
  >,
).catchall(count)
const findingKind = z.enum(['victim', 'brittle', 'masked', 'self-polluting'], {
  error: 'a kind of finding',
})

const failure = of({
  type: text,
  message: text,
  normalized: text,
  frame: text.exactOptional(),
})

const tried = { failed: count, total: count }

const evidence = of({
  what: text,
  order: orderFile,
  ...tried,
  proof: z.enum(['present', 'absent'], { error: 'present or absent' }).exactOptional(),
  victims: list(printable).exactOptional(),
})

const yes = z.literal(true, { error: 'true' }).exactOptional()
const alike = { outside: yes, others: yes }
const alternatives = list(printable).exactOptional()
const triedOn = list(printable).exactOptional()
const cause = z.discriminatedUnion(
  'kind',
  [
    of({
      kind: z.literal('polluter'),
      ...alike,
      tests: list(printable),
      alternatives,
      triedOn,
    }),
    of({ kind: z.literal('co-polluters'), ...alike, tests: list(printable) }),
    of({
      kind: z.literal('accumulation'),
      ...alike,
      threshold: count,
      tippingTest: printable,
      contributors: list(printable).exactOptional(),
      dose: list(of({ count, ...tried })),
    }),
    of({ kind: z.literal('load-time'), ...alike, files: list(text) }),
    of({
      kind: z.literal('state-setter'),
      ...alike,
      tests: list(printable),
      files: list(text).exactOptional(),
      alternatives,
      triedOn,
    }),
    of({ kind: z.literal('self'), ...alike }),
  ],
  { error: 'a cause' },
)

const finding = of({
  id: findingId,
  key: text.regex(/^[\w-]{1,64}$/, { error: 'a key' }),
  status: z.enum(['confirmed', 'undecided'], { error: 'confirmed or undecided' }),
  kind: findingKind,
  victims: list(printable),
  scenario: printable.exactOptional(),
  failure,
  failureAlone: failure.exactOptional(),
  otherFailures: list(failure).exactOptional(),
  evidence: list(evidence),
  cause: cause.exactOptional(),
  cleaners: list(printable).exactOptional(),
  expiresMs: number.exactOptional(),
  state: list(
    of({
      path: text,
      before: text,
      after: text,
      writtenBy: list(text),
      declaredAt: text.exactOptional(),
      restored: of(tried),
      planted: of(tried).exactOptional(),
    }),
  ).exactOptional(),
  replay: text,
  runnerCommand: text.exactOptional(),
  runs: count,
  cost: of({ search: count, confirmation: count, proof: count }).exactOptional(),
  undecided: of({
    ruledOut: list(text),
    next: text,
    smallest: of({ tests: count, replay: text }).exactOptional(),
  }).exactOptional(),
  baseline: of({
    status: z.enum(['new', 'known', 'expired'], { error: 'new, known or expired' }),
    key: text.exactOptional(),
    newVictims: list(printable).exactOptional(),
    reason: text.exactOptional(),
    expires: z.iso.date({ error: 'a date' }).exactOptional(),
  }).exactOptional(),
})

const test = of({
  id: printable,
  project: text,
  file: text,
  titlePath: list(text),
  ordinal: count,
  line: count.exactOptional(),
  kind: z.enum(KINDS, { error: 'a kind of test' }),
  tearDown: z.literal(true, { error: 'true' }).exactOptional(),
  manifest: flag.exactOptional(),
  findings: list(findingId),
  note: text.exactOptional(),
  together: tally,
  alone: tally,
  orders: list(of({ order: text, outcome })),
  retried: of({ outcome, attempts: count }).exactOptional(),
})

const stale = of({
  key: text,
  kind: findingKind,
  what: text,
  victims: list(printable),
  reason: text.exactOptional(),
  why: text,
})

/**
 * A report as it may be found on disk, where anybody can have written it: what passes is safe to show, and names no file outside of
 * leakcheck's folder. Of what leakcheck makes up itself (ids, times, names of files) the shape is checked too.
 */
export const reportSchema: z.ZodType<Report> = of({
  schemaVersion: z.literal(1, { error: '1' }),
  tool: of({ name: z.literal('leakcheck', { error: 'leakcheck' }), version: printable }),
  command: list(text),
  startedAt: moment,
  seed: count,
  environment: of({
    os: text,
    node: text,
    ci: flag,
    commit: text.exactOptional(),
    shard: of({ index: count, count }).exactOptional(),
  }),
  config: z.record(z.string(), z.unknown(), { error: 'an object' }),
  complete: flag,
  exitCode: count,
  projects: list(
    of({
      name: text,
      root: text,
      runner: of({
        name: z.enum(['vitest', 'pytest', 'jest', 'mocha', 'node:test', 'command'], {
          error: 'a test runner',
        }),
        version: printable,
      }),
    }),
  ),
  counts: of({
    tests: count,
    manifest: count,
    ...(Object.fromEntries(KINDS.map((kind) => [kind, count])) as Record<
      (typeof KINDS)[number],
      typeof count
    >),
  }),
  cost: of({ runs: count, processes: count, wallMs: number, cpuMs: number }),
  tests: list(test),
  findings: list(finding),
  silenced: list(
    of({ by: text, victims: list(printable), needed: list(printable), failure }),
  ).exactOptional(),
  notCovered: list(of({ what: text, why: text })),
  errors: list(
    of({
      code: printable,
      message: text,
      hint: text.exactOptional(),
      file: text.exactOptional(),
    }),
  ),
  outside: of({
    copies: flag,
    left: list(
      of({
        path: innerPath,
        change: z.enum(['created', 'changed', 'removed'], { error: 'a change' }),
      }),
    ),
  }).exactOptional(),
  resumed: of({ runs: count, startedAt: moment }).exactOptional(),
  reused: of({ tests: count, since: moment }).exactOptional(),
  pairs: of({ seen: count, all: count }).exactOptional(),
  baseline: of({
    file: text,
    entries: count,
    fixed: list(stale),
    notCompared: list(stale),
    prune: text,
  }).exactOptional(),
})
