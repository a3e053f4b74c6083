import * as z from 'zod'

// Each `error` completes "<key> must be …".
const text = z.string({ error: 'a string' })
const kindError = { error: 'victim, brittle, masked or self-polluting' }
const date = { error: 'a date such as 2027-01-31' }

/** A day of the calendar: `YYYY-MM-DD`. */
export const daySchema = z.iso.date(date)

const entrySchema = z.strictObject(
  {
    key: z
      .string({ error: 'a key of report.json' })
      .regex(/^[0-9a-f]{16}(?:-[0-9a-f]{8})?$/, { error: 'a key of report.json' })
      .describe('What the finding is recognised by.'),
    kind: z.enum(['victim', 'brittle', 'masked', 'self-polluting'], kindError),
    what: text.describe('For readers: what the finding says.'),
    failure: text.describe('For readers: how they fail.'),
    cause: text.optional().describe('For readers: who is to blame.'),
    state: text.optional().describe('For readers: what carries it.'),
    seenIn: text
      .optional()
      .describe('An order that shows it: it is fixed only where that was run again.'),
    victims: z.array(text, { error: 'a list of test ids' }).describe('Tests that it is known for.'),
    reason: text.optional().describe('Why it is accepted.'),
    expires: daySchema.optional().describe('The last day on which it is accepted.'),
  },
  { error: 'an object' },
)

export const baselineSchema = z.strictObject(
  {
    $schema: text.optional().describe('For editors; leakcheck ignores it.'),
    schemaVersion: z.literal(1, { error: '1: this leakcheck reads no other' }),
    findings: z
      .array(entrySchema, { error: 'a list of findings' })
      .describe('Sorted by key: changes of two branches merge where they are not neighbours.'),
  },
  { error: 'an object' },
)

/** A finding that is accepted. */
export type BaselineEntry = Readonly<z.output<typeof entrySchema>>

/** For editors that check `leakcheck-baseline.json`. */
export function baselineJsonSchema(): Record<string, unknown> {
  return { title: 'leakcheck baseline', ...z.toJSONSchema(baselineSchema, { io: 'input' }) }
}
