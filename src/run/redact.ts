import { stripVTControlCharacters } from 'node:util'
import { isSecretName } from '../model/secret-name.js'
import { formsOf } from './secret-forms.js'
import { secretsIn } from './secret-values.js'
import type { FindTokens } from './token-shapes.js'

// Up to the last `@` before the path: a password may hold one; a token may stand without a password.
const URL_CREDENTIALS = /(\b[a-z][a-z0-9+.-]*:\/\/)[^\s/?#'"]+@/gi
/** In texts that are no variable's value: `Password=…;`, `AccountKey=…`, `--token …`. */
const ASSIGNED =
  /((?:--|\b)([A-Za-z][\w-]*))(\s?=\s?|(?<=--[\w-]+) )(["']?)([\w+/~!$%^*#@.-][^\s;&"'`,)\]}]{5,})/g
/** What is called so is one, also where it is a word. */
const SURELY = /passw|pwd|secret|(?:account|access)[_-]?key/i
/** So much of a secret is still told from innocent text where a message was cut in the middle of it. */
const PART = 6
const CUT = /^(?:…|\.\.\.)/
/** Titles and messages come again and again. */
const REMEMBERED = 20_000
const LONGEST_REMEMBERED = 5_000

export type Redact = (text: string) => string

/**
 * A function that replaces by `***`: the values of variables that look secret and passwords in any variable, however they are
 * written; credentials in URLs and connection strings; what has the shape of a token; and what is left of any where a message was
 * cut.
 *
 * @param variables of the environment, and of files that are loaded into it
 */
export function redactor(
  variables: Iterable<readonly [name: string, value: string | undefined]>,
  findTokens: FindTokens = () => [],
): Redact {
  const secrets = new Set<string>()
  for (const [name, value = ''] of variables)
    for (const secret of secretsIn(name, value)) secrets.add(secret)
  const formsIn = finder(new Set([...secrets].flatMap(formsOf)))
  const known = new Map<string, string>()
  const hide = (text: string): string => {
    let shown = text
    for (const form of formsIn(text)) shown = withoutSecret(shown, form)
    shown = shown.replace(URL_CREDENTIALS, '$1***@').replace(ASSIGNED, hideAssigned)
    return withoutTokens(shown, findTokens)
  }
  const clean = (text: string): string => {
    const shown = hide(text)
    // Colours may stand between its letters.
    const plain = stripVTControlCharacters(text)
    if (plain === text) return shown
    const hidden = hide(plain)
    return hidden === plain ? shown : hidden
  }
  return (text) => {
    const before = known.get(text)
    if (before !== undefined) return before
    const shown = clean(text)
    if (known.size > REMEMBERED) known.clear()
    if (text.length <= LONGEST_REMEMBERED) known.set(text, shown)
    return shown
  }
}

/**
 * Which of them a text may hold, whole or in part: those of which it has the first or the last few characters. There may be a
 * hundred, and most texts have none.
 */
function finder(forms: ReadonlySet<string>): (text: string) => string[] {
  const byPart = new Map<string, string[]>()
  for (const form of forms)
    for (const part of new Set([form.slice(0, PART), form.slice(-PART)]))
      byPart.set(part, [...(byPart.get(part) ?? []), form])
  return (text) => {
    const found = new Set<string>()
    for (let at = 0; at + PART <= text.length; at++)
      for (const form of byPart.get(text.slice(at, at + PART)) ?? []) found.add(form)
    // Longest first: one secret may contain another.
    return [...found].sort((a, b) => b.length - a.length)
  }
}

function hideAssigned(whole: string, ...parts: string[]): string {
  const [head = '', name = '', sign = '', quote = '', value = ''] = parts
  const isMixed = /\d/.test(value) && /[a-z]/i.test(value)
  if (!isSecretName(name) || !(isMixed || SURELY.test(name))) return whole
  return `${head}${sign}${quote}***`
}

/**
 * All of it, and the parts that are left of it: messages are cut at their end, also in their middle with dots there, and what was
 * printed is cut at its beginning.
 */
function withoutSecret(text: string, secret: string): string {
  let clean = text
  const head = secret.slice(0, PART)
  for (let at = clean.indexOf(head); at !== -1; at = clean.indexOf(head, at + 1)) {
    let end = at + head.length
    while (end < clean.length && end - at < secret.length && clean[end] === secret[end - at])
      end += 1
    const dots = CUT.exec(clean.slice(end, end + 3))?.[0]
    if (end - at < secret.length && end !== clean.length && dots === undefined) continue
    const tail = dots === undefined ? 0 : tailOf(clean.slice(end + dots.length), secret)
    clean = `${clean.slice(0, at)}***${dots ?? ''}${clean.slice(end + (dots?.length ?? 0) + tail)}`
  }
  const left = tailOf(clean, secret)
  return left > 0 ? `***${clean.slice(left)}` : clean
}

/** How much of a text's beginning is the end of a secret. */
function tailOf(text: string, secret: string): number {
  const end = secret.slice(-PART)
  let longest = 0
  for (let at = text.indexOf(end); at !== -1; at = text.indexOf(end, at + 1)) {
    const length = at + end.length
    if (length >= secret.length) break
    if (text.startsWith(secret.slice(-length))) longest = length
  }
  return longest
}

/** No token is shorter, and none has letters only. */
const MAY_BE_TOKEN = /\S{16}/

function withoutTokens(text: string, findTokens: FindTokens): string {
  if (!MAY_BE_TOKEN.test(text) || !/\d/.test(text)) return text
  let clean = text
  // From the end: what stands before keeps its place.
  for (const [start, end] of [...findTokens(text)].sort((a, b) => b[0] - a[0]))
    if (!clean.slice(start, end).includes('***'))
      clean = `${clean.slice(0, start)}***${clean.slice(end)}`
  return clean
}

/** argv with the values of secret-looking options replaced. */
export function redactArguments(argv: readonly string[], redact: Redact): string[] {
  return argv.map((argument, index) => {
    const assignment = /^(--?[^=]+)=/.exec(argument)
    if (assignment?.[1] && isSecretName(assignment[1])) return `${assignment[1]}=***`
    const previous = argv[index - 1]
    if (previous?.startsWith('-') && !previous.includes('=') && isSecretName(previous)) return '***'
    return redact(argument)
  })
}
