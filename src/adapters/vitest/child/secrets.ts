import type { SecretNames } from '../../../model/protocol.js'

/** Shorter values would blank out innocent text; leakcheck itself has finer rules for what it knows. */
const SHORTEST = 8
/** So much of a secret is still told from innocent text where a message was cut in the middle of it. */
const PART = 6

// Bound before any test can replace them.
const stringify = JSON.stringify
const encode = encodeURIComponent
const entries = Object.entries
const bytes = Buffer.from.bind(Buffer)
const own = process

export interface Secrets {
  /** The text without the values of variables that look secret, as they are in this process now. */
  readonly hide: (text: string) => string
  /** Names of those whose values only this process knows, if there are more than at the last call. */
  readonly news: () => readonly string[] | undefined
}

/** Tests load secrets into their own environment: no value of theirs leaves this process. */
export function watchSecrets({ known, pattern, except }: SecretNames): Secrets {
  const [wanted, unwanted] = [new RegExp(pattern, 'i'), new RegExp(except, 'i')]
  const before = { ...own.env }
  const told = new Set<string>()
  const secret = (): [string, string][] =>
    entries(own.env).filter(
      (entry): entry is [string, string] =>
        (entry[1]?.length ?? 0) >= SHORTEST && wanted.test(entry[0]) && !unwanted.test(entry[0]),
    )
  return {
    hide(text) {
      const forms = secret().flatMap(([, value]) => formsOf(value))
      return forms.sort((a, b) => b.length - a.length).reduce(without, text)
    },
    news() {
      const names = secret()
        .filter(([name, value]) => !known.includes(name) || before[name] !== value)
        .map(([name]) => name)
        .filter((name) => !told.has(name))
      for (const name of names) told.add(name)
      return names.length > 0 ? names : undefined
    },
  }
}

/** As it is, in JSON, in a literal with single quotes, in a URL. */
function formsOf(value: string): string[] {
  const json = stringify(value).slice(1, -1)
  const literal = json.replaceAll('\\"', '"').replaceAll("'", "\\'")
  return [...new Set([value, json, literal, encode(bytes(value).toString())])]
}

/** Also what is left of it where a message was cut. */
function without(text: string, secret: string): string {
  let clean = text
  const head = secret.slice(0, PART)
  for (let at = clean.indexOf(head); at !== -1; at = clean.indexOf(head, at + 1)) {
    let end = at + head.length
    while (end - at < secret.length && clean[end] === secret[end - at]) end += 1
    const isCut = end === clean.length || /^(?:\u2026|\.\.\.)/.test(clean.slice(end, end + 3))
    if (end - at === secret.length || isCut) clean = `${clean.slice(0, at)}***${clean.slice(end)}`
  }
  return clean
}
