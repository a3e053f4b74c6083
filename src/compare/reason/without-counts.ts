/** `HTTP 503`, `HTTP/1.1 503`, `status code 500`, `statusCode: 404`. */
const NAMED =
  /\b(?:https?(?:\/\d(?:\.\d)?)?|status(?:[ _-]?code)?)\b["']?[ :=(]{1,3}([1-5]\d\d)\b/gi
/** `429 Too Many Requests` */
const PHRASED =
  /\b([1-5]\d\d):? (?:bad request|unauthori[sz]ed|payment required|forbidden|not found|method not allowed|not acceptable|request time-?out|conflict|gone|length required|precondition|payload too large|uri too long|unsupported media|unprocessable|locked|too early|upgrade required|too many requests|internal server error|not implemented|bad gateway|service unavailable|gateway time-?out)\b/gi
/** `expected 429 to be 200`: one of the two is an answer that was given, the other a refusal. */
const COMPARED =
  /(?<![\w.-])([1-5]\d\d) (?:to (?:be|equal|deeply equal|strictly equal)|[!=]==?) ([1-5]\d\d)(?![\w.])/g
const GIVEN = /^(?:20[0-8]|226|30[0-8])$/
const REFUSED = /^(?:40\d|41[0-8]|42[1-689]|431|451|50[0-8]|51[01])$/

/**
 * A normalised message without the numbers that change with every test that is added, or from one order to another. An
 * HTTP status is a reason and stays, but only where the words around it say that it is one: a list may have 429 entries.
 */
export function withoutCounts(text: string): string {
  const kept = new Set<number>()
  const keep = (match: RegExpMatchArray, digits = '') =>
    kept.add((match.index ?? 0) + match[0].lastIndexOf(digits))
  for (const match of [...text.matchAll(NAMED), ...text.matchAll(PHRASED)]) keep(match, match[1])
  for (const match of text.matchAll(COMPARED)) {
    const [, one = '', other = ''] = match
    const isGiven =
      (GIVEN.test(one) && REFUSED.test(other)) || (REFUSED.test(one) && GIVEN.test(other))
    if (isGiven) for (const digits of [one, other]) keep(match, digits)
  }
  return text.replace(/\d+/g, (digits, at: number) => (kept.has(at) ? digits : '<n>'))
}
