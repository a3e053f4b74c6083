/** Where in a text something has the shape of a token or key that somebody issues. */
export type FindTokens = (text: string) => readonly (readonly [start: number, end: number])[]

/** What leakcheck asks of a rule of secretlint: it is called with a text and reports ranges. */
interface Rule {
  readonly meta: { readonly id: string }
  create(context: Context, options: object): { file?(source: object): unknown }
}

interface Context {
  readonly createTranslator: () => () => { message: string; messageId: string }
  readonly report: (found: { readonly range: readonly [number, number] }) => void
  readonly ignore: () => void
}

/** A rule that looks for names of users and buckets too, and for access keys only when asked. */
const OPTIONS: Readonly<Record<string, object>> = {
  '@secretlint/secretlint-rule-aws': { enableIDScanRule: true },
}

/** What the rules leave out: keys of payments and maps, signed tokens, key files, values of an `Authorization` header. */
const OTHERS: readonly RegExp[] = [
  /\b[rs]k_(?:live|test)_[A-Za-z0-9]{16,}/g,
  /\bAIza[\w-]{35}/g,
  /\bA(?:KIA|SIA)[A-Z0-9]{16}\b/g,
  /\bdop_v1_[a-f0-9]{64}/g,
  /\bsk-(?:proj-)?[\w-]{32,}/g,
  /\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]{8,}/g,
  /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g,
  /(?<=\b(?:Bearer|Basic) )[\w.~+/-]{16,}=*/g,
]

/** Loads the rules; they take some time, and nothing but runs needs them. */
export async function loadTokenShapes(): Promise<FindTokens> {
  const { rules } = (await import('@secretlint/secretlint-rule-preset-recommend')) as unknown as {
    readonly rules: readonly Rule[]
  }
  return (text) => [...rules.flatMap((rule) => found(rule, text)), ...OTHERS.flatMap(matches(text))]
}

function found(rule: Rule, text: string): (readonly [number, number])[] {
  const ranges: (readonly [number, number])[] = []
  const context: Context = {
    createTranslator: () => () => ({ message: '', messageId: '' }),
    report: ({ range }) => void ranges.push(range),
    // What a comment in the text says must not be looked at is.
    ignore: () => undefined,
  }
  const source = { content: text, filePath: 'output.txt', ext: '.txt', contentType: 'text' }
  rule.create(context, OPTIONS[rule.meta.id] ?? {}).file?.(source)
  return ranges
}

const matches = (text: string) => (shape: RegExp) =>
  [...text.matchAll(shape)].map(({ 0: match, index }) => [index, index + match.length] as const)
