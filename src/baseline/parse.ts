import { closest, distance } from 'fastest-levenshtein'
import type { core } from 'zod'
import { locateJsonFault } from '../config/json-fault.js'
import { LeakcheckError } from '../errors.js'
import { firstFault, printPath } from '../model/schema-fault.js'
import { baselineSchema, type BaselineEntry } from './entry.js'

const UPDATE = 'mend it, or remove the file and let `leakcheck baseline update` write a new one'

/**
 * The entries of a baseline file.
 *
 * @param file its name, for messages
 * @throws LeakcheckError with one line about the first fault
 */
export function parseBaseline(content: string, file: string): readonly BaselineEntry[] {
  const marker = content.split(/\r?\n/).findIndex((line) => /^(?:<{7}|={7}|>{7})(?: |$)/.test(line))
  if (marker !== -1) {
    const message = `${file}: a merge conflict is left in it (line ${String(marker + 1)})`
    const hint = 'keep the entries of both sides; `leakcheck baseline update` sorts them again'
    throw new LeakcheckError('baseline-broken', message, hint)
  }
  const values = parseJson(content.replace(/^\uFEFF/, ''), file)
  const result = baselineSchema.safeParse(values)
  if (!result.success) throw fault(values, result.error.issues, file)
  const { findings } = result.data
  const keys = findings.map(({ key }) => key)
  const twice = keys.find((key, index) => keys.indexOf(key) !== index)
  if (twice === undefined) return findings
  throw new LeakcheckError(
    'baseline-broken',
    `${file}: two entries have the key ${twice}`,
    'keep one of them, with the victims of both',
  )
}

function parseJson(content: string, file: string): unknown {
  try {
    return JSON.parse(content) as unknown
  } catch (cause) {
    const reason = cause instanceof Error ? (cause.message.split('\n')[0] ?? '') : ''
    const message = `${file}: could not be read: ${locateJsonFault(content, reason)}`
    throw new LeakcheckError('baseline-broken', message, UPDATE, 2, { cause })
  }
}

/** An unknown key first: it is nearly always the reason for the others. */
function fault(values: unknown, issues: readonly core.$ZodIssue[], file: string): LeakcheckError {
  const issue = issues.find(({ code }) => code === 'unrecognized_keys') ?? issues[0]
  const path = issue?.path ?? []
  const where = path.length === 0 ? '' : `${printPath(path)}: `
  if (issue?.code === 'unrecognized_keys') {
    const [key = ''] = issue.keys
    const message = `${file}: ${where}unknown key ${JSON.stringify(key)}`
    return new LeakcheckError('baseline-unknown-key', message, meant(key, path.length > 0))
  }
  const message = `${file}: ${firstFault(values, issues, 'a baseline')}`
  return new LeakcheckError('baseline-broken', message, UPDATE)
}

function meant(key: string, inEntry: boolean): string {
  const { findings, ...file } = baselineSchema.shape
  const known = Object.keys(inEntry ? findings.element.shape : { ...file, findings })
  const near = closest(key, known)
  return distance(key.toLowerCase(), near.toLowerCase()) <= Math.max(2, near.length / 2)
    ? `did you mean '${near}'?`
    : `known keys: ${known.join(', ')}`
}
