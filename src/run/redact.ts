/** Names of environment variables and options whose values must be written nowhere. */
const SECRET_NAME =
  /(token|secret|passw(or)?d|passphrase|api[_-]?key|[_-]key$|credential|private|(^|[_-])auth($|[_-]))/i
// Up to the last `@` before the path: a password may hold one; a token may stand without a password.
const URL_CREDENTIALS = /(\b[a-z][a-z0-9+.-]*:\/\/)[^\s/?#'"]+@/gi
// Shorter values ("1", "true", "dev") would blank out innocent text.
const SHORTEST = 8

export type Redact = (text: string) => string

/** A function that replaces the values of secret-looking variables, and credentials in URLs, by `***`. */
export function redactor(env: Readonly<Record<string, string | undefined>>): Redact {
  const secrets = Object.entries(env)
    .filter(([name, value]) => SECRET_NAME.test(name) && (value?.length ?? 0) >= SHORTEST)
    .map(([, value]) => value ?? '')
    // Longest first: one secret may contain another.
    .sort((a, b) => b.length - a.length)
  return (text) => {
    let clean = text.replace(URL_CREDENTIALS, '$1***@')
    for (const secret of secrets) clean = clean.replaceAll(secret, '***')
    return clean
  }
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
