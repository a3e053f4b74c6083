import * as z from 'zod'
import { UNPRINTABLE } from '../model/test-id.js'

// What is not known here is let through: a later leakcheck may write more.
const of = <T extends z.ZodRawShape>(shape: T) => z.looseObject(shape)
const text = z.string()
const MOST = 1e12
const number = z.number().min(0).max(MOST)
const count = number.int()
const printable = text.refine((value) => value.search(UNPRINTABLE) === -1)
const yes = z.literal(true).exactOptional()
const runName = text.regex(/^[a-z]\d{1,12}$/)
const moment = z.iso.datetime()
const file = text.refine((path) => !/^[/\\]|(?:^|[/\\])\.\.(?:[/\\]|$)|\0/.test(path))

const failure = of({
  type: text,
  message: text,
  frame: text.exactOptional(),
  hook: text.exactOptional(),
})
const outcome = z.enum(['passed', 'failed', 'skipped', 'timed-out', 'crashed', 'missing'])

const end = z.discriminatedUnion('kind', [
  of({ kind: z.literal('completed') }),
  of({
    kind: z.literal('crashed'),
    signal: text.exactOptional(),
    exitCode: z.number().int().exactOptional(),
  }),
  of({ kind: z.literal('timed-out'), afterMs: number }),
  of({ kind: z.literal('left-out'), why: text }),
  of({ kind: z.literal('aborted') }),
  of({ kind: z.literal('void'), why: text, coldAgain: yes, clash: yes }),
])

/** {@link JournalHeader} */
export const headerSchema = of({
  journal: z.literal(1),
  startedAt: moment,
  seed: count,
  basis: z.record(text, text),
})

/** {@link JournalNote} */
export const noteSchema = z.union([
  of({ tree: z.record(file, text) }),
  of({ folders: z.enum(['own', 'private', 'shared']) }),
])

/** {@link JournalRecord} */
export const recordSchema = of({
  run: runName,
  request: of({
    purpose: text,
    project: text,
    host: z.enum(['cold', 'warm', 'forking']),
    serial: z.boolean().exactOptional(),
    retries: yes,
    inside: z.enum(['group', 'test']).exactOptional(),
    spread: yes,
    collect: z.union([z.literal('all'), z.array(text)]).exactOptional(),
    apart: yes,
    undo: of({
      files: z.array(file).exactOptional(),
      outside: z.array(text).exactOptional(),
      processes: yes,
    }).exactOptional(),
    exclusive: z.boolean().exactOptional(),
  }),
  end,
  results: z.array(
    of({
      id: printable,
      outcome,
      durationMs: number,
      failure: failure.exactOptional(),
      retried: of({
        outcome: z.enum(['passed', 'failed', 'skipped']),
        attempts: count,
      }).exactOptional(),
    }),
  ),
  shared: of({ run: runName, entries: count }).exactOptional(),
  stray: z.array(
    of({
      kind: z.enum(['unhandled', 'after-hook', 'import']),
      file: text.exactOptional(),
      failure,
    }),
  ),
  output: text.exactOptional(),
  wrote: z
    .array(
      of({
        path: file,
        change: z.enum(['created', 'changed', 'removed']),
        before: text,
        after: text,
      }),
    )
    .exactOptional(),
  outside: z
    .array(
      of({
        path: text,
        change: z.enum(['created', 'changed', 'removed']),
        before: text,
        after: text,
      }),
    )
    .exactOptional(),
  left: z.array(of({ command: text, ports: z.array(count) })).exactOptional(),
  keptFrom: moment.exactOptional(),
  wallMs: number,
  cpuMs: number,
  processes: count,
})
