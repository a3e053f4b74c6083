/** Names of environment variables and options whose values must be written nowhere. */
const SECRET_NAME =
  /(token|secret|passw(or)?d|passphrase|api[_-]?key|[_-]key$|credential|private|(^|[_-])auth($|[_-]))/i
// Up to the last `@` before the path: a password may hold one; a token may stand without a password.
const URL_CREDENTIALS = /(\b[a-z][a-z0-9+.-]*:\/\/)[^\s/?#'"]+@/gi
// Shorter values ("1", "true", "dev") would blank out innocent text.
const SHORTEST = 8
/** So much of a secret is still told from innocent text where a message was cut in the middle of it. */
const PART = 6
const PASSWORD_IN_URL = /^[a-z][a-z0-9+.-]*:\/\/[^\s/?#:@]*:([^\s/?#]+)@/i

export type Redact = (text: string) => string

/**
 * A function that replaces the values of secret-looking variables, passwords of URLs in any variable, and credentials in URLs by
 * `***`; also what is left of them where a message was cut.
 */
export function redactor(env: Readonly<Record<string, string | undefined>>): Redact {
  const secrets = [...new Set(Object.entries(env).flatMap(secretsIn))]
    .filter((secret) => secret.length >= SHORTEST)
    // Longest first: one secret may contain another.
    .sort((a, b) => b.length - a.length)
  return (text) => {
    let clean = text.replace(URL_CREDENTIALS, '$1***@')
    for (const secret of secrets) clean = withoutParts(clean.replaceAll(secret, '***'), secret)
    return clean
  }
}

function secretsIn([name, value = '']: [string, string | undefined]): string[] {
  const password = PASSWORD_IN_URL.exec(value)?.[1]
  return [...(SECRET_NAME.test(name) ? [value] : []), ...(password === undefined ? [] : [password])]
}

/** Messages are cut at their end, also in their middle with dots after it, and what was printed is cut at its beginning. */
function withoutParts(text: string, secret: string): string {
  let clean = text
  const head = secret.slice(0, PART)
  for (let at = clean.indexOf(head); at !== -1; at = clean.indexOf(head, at + 1)) {
    let end = at + PART
    while (end < clean.length && clean[end] === secret[end - at]) end += 1
    if (end === clean.length || /^(…|\.\.\.)/.test(clean.slice(end, end + 3)))
      clean = `${clean.slice(0, at)}***${clean.slice(end)}`
  }
  for (let length = secret.length - 1; length >= PART; length -= 1)
    if (clean.startsWith(secret.slice(-length))) return `***${clean.slice(length)}`
  return clean
}

/** argv with the values of secret-looking options replaced. */
export function redactArguments(argv: readonly string[], redact: Redact): string[] {
  return argv.map((argument, index) => {
    const assignment = /^(--?[^=]+)=/.exec(argument)
    if (assignment?.[1] && SECRET_NAME.test(assignment[1])) return `${assignment[1]}=***`
    const previous = argv[index - 1]
    if (previous?.startsWith('-') && !previous.includes('=') && SECRET_NAME.test(previous))
      return '***'
    return redact(argument)
  })
}
