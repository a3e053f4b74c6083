import type { SecretNames } from '../../../model/protocol.js'
import { each, filter, indexOf, joined, kept, KeptSet, push } from './kept.js'

/** Shorter values would blank out innocent text; leakcheck itself has finer rules for what it knows. */
const SHORTEST = 8
/** So much of a secret is still told from innocent text where a message was cut in the middle of it. */
const PART = 6

export interface Secrets {
  /** The text without the values of variables that look secret, as they are in this process now. */
  readonly hide: (text: string) => string
  /** Names of those whose values only this process knows, if there are more than at the last call. */
  readonly news: () => readonly string[] | undefined
}

/** Tests load secrets into their own environment: no value of theirs leaves this process. */
export function watchSecrets({ known, pattern, except }: SecretNames): Secrets {
  const wanted = new kept.RegExp(pattern, 'i')
  const unwanted = new kept.RegExp(except, 'i')
  const before = { ...kept.environment() }
  const told = new KeptSet<string>()
  const secret = (): string[] => {
    const env = kept.environment()
    return filter(
      kept.keys(env),
      (name) =>
        (env[name]?.length ?? 0) >= SHORTEST &&
        kept.exec(wanted, name) !== null &&
        kept.exec(unwanted, name) === null,
    )
  }
  return {
    hide(text) {
      const forms: string[] = []
      each(secret(), (name) => {
        each(formsOf(kept.environment()[name] ?? ''), (form) => {
          push(forms, form)
        })
      })
      let clean = text
      each(
        kept.sort(forms, (a, b) => b.length - a.length),
        (form) => {
          clean = without(clean, form)
        },
      )
      return clean
    },
    news() {
      const names = filter(
        secret(),
        (name) =>
          (indexOf(known, name) < 0 || before[name] !== kept.environment()[name]) &&
          !told.has(name),
      )
      each(names, (name) => told.add(name))
      return names.length > 0 ? names : undefined
    },
  }
}

/** As it is, in JSON, in a literal with single quotes, in a URL. */
function formsOf(value: string): string[] {
  const json = kept.slice(kept.stringify(value), 1, -1)
  const literal = joined(kept.split(joined(kept.split(json, '\\"'), '"'), "'"), "\\'")
  return [value, json, literal, kept.encodeURIComponent(kept.wellFormed(value))]
}

/** Also what is left of it where a message was cut. */
function without(text: string, secret: string): string {
  let clean = text
  const head = kept.slice(secret, 0, PART)
  for (let at = kept.find(clean, head, 0); at !== -1; at = kept.find(clean, head, at + 1)) {
    let end = at + head.length
    while (end - at < secret.length && clean[end] === secret[end - at]) end += 1
    const rest = kept.slice(clean, end)
    const isCut = rest === '' || kept.startsWith(rest, '\u2026') || kept.startsWith(rest, '...')
    if (end - at === secret.length || isCut) clean = `${kept.slice(clean, 0, at)}***${rest}`
  }
  return clean
}
