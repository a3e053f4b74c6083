import { closest, distance } from 'fastest-levenshtein'
import type { core } from 'zod'
import { LeakcheckError } from '../errors.js'
import { printPath } from '../model/schema-fault.js'
import { configSchema, type ConfigValues } from './schema.js'

/** Where values came from, for messages: `leakcheck.config.json: key timeout` or `--run-timeout`. */
export interface Source {
  readonly code: 'config-invalid' | 'bad-flag'
  readonly prefix: string
  readonly nameOf: (path: string) => string
}

/** Checked and parsed values, or one clear line about the first fault. */
export function validateConfig(values: unknown, source: Source): ConfigValues {
  const result = configSchema.safeParse(values)
  if (result.success) {
    refuseTwoOnStdout(result.data, source)
    return result.data
  }
  // An unknown key first: it is nearly always the reason for the others.
  const { issues } = result.error
  const issue = issues.find(({ code }) => code === 'unrecognized_keys') ?? issues[0]
  if (issue?.code === 'unrecognized_keys') throw unknownKey(issue.keys[0] ?? '', source)
  throw wrongValue(values, issue, source)
}

/** JSON with something else behind it is none; what is a page goes to a file by itself. */
function refuseTwoOnStdout({ json, reporters = [] }: ConfigValues, { code, prefix }: Source): void {
  const onStdout = reporters.filter(({ name, file }) => file === undefined && name !== 'html')
  if (json !== true && !onStdout.some(({ name }) => name === 'json')) return
  const other = onStdout.find(({ name }) => name !== 'json')
  if (!other) return
  const { name } = other
  throw new LeakcheckError(
    code,
    `${prefix}JSON has stdout to itself, and the reporter ${name} names no file`,
    `give it one: ${code === 'bad-flag' ? '--reporter ' : ''}${name}=${FILES[name] ?? 'FILE'}`,
  )
}

const FILES: Readonly<Record<string, string>> = {
  junit: 'junit.xml',
  sarif: 'leakcheck.sarif',
  markdown: 'leakcheck.md',
  ctrf: 'ctrf.json',
}

function unknownKey(key: string, { prefix }: Source): LeakcheckError {
  const known = Object.keys(configSchema.shape).filter((name) => name !== '$schema')
  const near = closest(key, known)
  // Half of the word may be wrong; more is another word.
  const hint =
    distance(key.toLowerCase(), near.toLowerCase()) <= Math.max(2, near.length / 2)
      ? `did you mean '${near}'?`
      : `known keys: ${known.join(', ')}`
  return new LeakcheckError('config-unknown-key', `${prefix}unknown key ${show(key)}`, hint)
}

function wrongValue(
  values: unknown,
  issue: core.$ZodIssue | undefined,
  { code, prefix, nameOf }: Source,
): LeakcheckError {
  const path = issue?.path ?? []
  const found = path.reduce<unknown>((at, key) => (at as Record<PropertyKey, unknown>)[key], values)
  const name = path.length === 0 ? 'the configuration' : nameOf(printPath(path))
  const message = `${prefix}${name} must be ${issue?.message ?? 'valid'}, not ${show(found)}`
  return new LeakcheckError(code, message, unitHint(found, issue) ?? meaningOf(path[0], code))
}

/** A number where a duration is asked for. */
function unitHint(found: unknown, issue: core.$ZodIssue | undefined): string | undefined {
  const isDuration = issue?.message.startsWith('a duration with its unit') ?? false
  const isNumber = typeof found === 'number' || /^\d+(\.\d+)?$/.test(String(found))
  if (!isDuration || !isNumber || Number(found) === 0) return undefined
  return `did you mean ${String(found)}s or ${String(found)}m?`
}

/** What the key is for, as its schema says. */
function meaningOf(key: PropertyKey | undefined, code: Source['code']): string {
  const known = Object.entries(configSchema.shape).find(([name]) => name === key)
  const meaning = known?.[1].unwrap().description
  if (meaning !== undefined) return meaning
  return code === 'bad-flag'
    ? '`leakcheck run --help` has all flags'
    : 'an object with keys such as { "isolate": "all" }; `leakcheck init` writes one'
}

/** A found value in a message: short, one line, whatever it is. */
function show(value: unknown): string {
  if (value === null || value === undefined) return String(value)
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'object') return 'an object'
  if (typeof value === 'function') return 'a function'
  // eslint-disable-next-line @typescript-eslint/no-base-to-string -- only primitives are left
  const text = typeof value === 'string' ? JSON.stringify(value) : String(value)
  return text.length > 60 ? `${text.slice(0, 60)}…` : text
}
