/** How a value stands in texts: as it is, as a literal of a language, in JSON, in a URL, on a command line, in markup, encoded. */
export function formsOf(value: string): string[] {
  const json = escaped(value, /["\\]/g)
  return [
    ...new Set([
      value,
      json,
      // As Python's and Node's literals have it; the same once more, for JSON inside of a literal.
      ...[escaped(value, /\\/g), escaped(value, /['\\]/g)],
      ...[escaped(json, /\\/g), escaped(json, /["\\]/g), escaped(json, /['\\]/g)],
      asciiOnly(json),
      ...urlForms(value),
      ...shellForms(value),
      ...markupForms(value),
      ...encodings(value),
    ]),
  ]
}

const SHORT: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' }

function escaped(value: string, marks: RegExp): string {
  return value.replace(marks, '\\$&').replace(/[\n\r\t]/g, (char) => SHORT[char] ?? char)
}

function asciiOnly(value: string): string {
  return value.replace(
    /[^\u0020-\u007e]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

/** With and without what some leave as it is; both cases of the digits. */
function urlForms(value: string): string[] {
  const whole = encoded(value).replace(
    /[!'()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  const forms = [encoded(value), whole, whole.replaceAll('%2F', '/')]
  const spaces = forms.map((form) => form.replaceAll('%20', '+'))
  return [...forms, ...spaces].flatMap((form) => [
    form,
    form.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase()),
  ])
}

function encoded(value: string): string {
  // Half a character has no code.
  return encodeURIComponent(Buffer.from(value).toString())
}

function shellForms(value: string): string[] {
  return [
    value.replaceAll("'", "'\\''"),
    value.replaceAll("'", `'"'"'`),
    value.replace(/["$`\\!]/g, '\\$&'),
    value.replace(/[^\w@%+=:,./-]/g, '\\$&'),
  ]
}

function markupForms(value: string): string[] {
  const basic = value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  const quoted = basic.replaceAll('"', '&quot;')
  return [
    basic,
    quoted,
    ...['&#39;', '&#x27;', '&apos;'].map((quote) => quoted.replaceAll("'", quote)),
  ]
}

function encodings(value: string): string[] {
  const bytes = Buffer.from(value)
  return [
    bytes.toString('base64').replace(/=+$/, ''),
    bytes.toString('base64url'),
    bytes.toString('hex'),
  ]
}
