import { isSecretName } from '../model/secret-name.js'

/** Shorter values ("1", "true", "dev") would blank out innocent text. */
const SHORTEST = 8
/** A mixture of letters and others is no word, and may be shorter. */
const SHORTEST_MIXED = 6
/** What every manual writes is no secret, and stands in titles and messages for what it means. */
const NO_SECRETS =
  /^(?:postgres(?:ql)?|passw(?:or|0r)d|changeme|change[-_]me|(?:my)?secret|testtest|test[-_]?(?:secret|password|token)|rootroot|minioadmin|username|example|development|production|localhost|undefined|disabled|required|optional|placeholder)$/i

const USER_INFO = /[a-z][a-z0-9+.-]*:\/\/[^\s/?#:@]*:([^\s/?#]+)@/gi
/** `Password=…;` of a connection string, `?token=…&` of a URL, `password=…` between blanks. */
const ASSIGNED = /([a-z][\w .-]*?)\s*=\s*("[^"]*"|'[^']*'|[^;&\s"']+)/gi

/** What must be written nowhere of a variable's value: all of it, or the passwords in it. */
export function secretsIn(name: string, value: string): string[] {
  const found = isSecretName(name) ? [value] : []
  for (const [, password = ''] of value.matchAll(USER_INFO)) found.push(password, decoded(password))
  for (const [, key = '', assigned = ''] of value.matchAll(ASSIGNED))
    if (isSecretName(key.trim().replaceAll(' ', '_'))) found.push(unquoted(assigned))
  if (/^\s*\{/.test(value)) found.push(...secretsInJson(value))
  return [...new Set([...found, ...found.flatMap(linesOf)])].filter(isWorthHiding)
}

function isWorthHiding(value: string): boolean {
  if (NO_SECRETS.test(value)) return false
  const isMixed = /[a-z]/i.test(value) && /[^a-z]/i.test(value)
  return value.length >= (isMixed ? SHORTEST_MIXED : SHORTEST)
}

/** A key of several lines may be shown line by line, with something before each. */
function linesOf(value: string): string[] {
  const lines = value.split(/\r?\n/)
  return lines.length === 1
    ? []
    : lines.map((line) => line.trim()).filter((line) => !line.startsWith('-----'))
}

function secretsInJson(text: string): string[] {
  const found: string[] = []
  try {
    JSON.parse(text, (key, value: unknown) => {
      if (typeof value === 'string' && isSecretName(key)) found.push(value)
      return value
    })
  } catch {
    // It only began like JSON.
  }
  return found
}

function unquoted(text: string): string {
  return text.replace(/^(["'])(.*)\1$/s, '$2')
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
