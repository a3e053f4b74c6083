import fc from 'fast-check'

/** What nobody would write, and somebody may: it moves cursors, ends formats, leads out of folders, or has no end. */
const HOSTILE: readonly unknown[] = [
  '\u001b[2J\u001b]0;title\u0007',
  '\u009b31m\u0085\u007f',
  'a\nb\r\n::error::pwned',
  '\u202eevil\u2066\u2028',
  '##[group]x',
  '\ud800',
  '\u0000',
  '../../../beside',
  '../../beside/report.json',
  '/etc/passwd',
  'orders/../../../beside/orders/1.txt',
  'findings/L1/../../../../beside/report.json',
  '2026-01-01T00:00:00.000Z/../../../../beside',
  '+275760-09-13T00:00:00.000Z',
  '<script>alert(1)</script><!-- ]]> -->',
  '`@everyone` [x](javascript:1)',
  '__proto__',
  'constructor',
  '$(touch pwned)',
  '\\u{ffffffffff}',
  'x'.repeat(5_000),
  '',
  ...[
    null,
    true,
    0,
    -1,
    1.5,
    1e15,
    1e308,
    [],
    {},
    [[[]]],
    { kind: 'magic' },
    [null],
    ['\u001b[2J'],
  ],
]

const HOSTILE_TEXTS = HOSTILE.filter((value) => typeof value === 'string')

type Path = readonly (string | number)[]

/** The text of a JSON value with something in it changed, or the text itself torn. */
export function mutatedJson(value: unknown): fc.Arbitrary<string> {
  const paths = pathsIn(value, [])
  const hostile = fc.constantFrom(...HOSTILE)
  const change = fc.record({
    path: fc.constantFrom(...paths),
    how: fc.constantFrom('replace', 'replace', 'replace', 'remove', 'again', 'add'),
    what: hostile,
  })
  const changed = fc
    .array(change, { minLength: 1, maxLength: 3 })
    .map((changes) => JSON.stringify(changes.reduce<unknown>(apply, structuredClone(value))))
  return fc.oneof(
    { weight: 6, arbitrary: changed },
    { weight: 1, arbitrary: mutatedText(JSON.stringify(value)) },
  )
}

/** Lines with something in them changed: torn, lost, doubled, in another place, or scribbled upon. */
export function mutatedLines(lines: readonly string[]): fc.Arbitrary<string> {
  const text = lines.join('\n')
  const line = fc.oneof(fc.constantFrom(...lines), fc.constantFrom(...HOSTILE_TEXTS), fc.string())
  return fc.oneof(
    mutatedText(text),
    fc.array(line, { maxLength: lines.length * 2 }).map((all) => all.join('\n')),
  )
}

/** A text that was cut, or has something in it that does not belong there. */
export function mutatedText(text: string): fc.Arbitrary<string> {
  const at = fc.nat({ max: text.length })
  return fc.oneof(
    at.map((end) => text.slice(0, end)),
    fc
      .tuple(at, fc.oneof(fc.constantFrom(...HOSTILE_TEXTS), fc.string({ unit: 'binary' })))
      .map(([where, what]) => text.slice(0, where) + what + text.slice(where)),
    fc
      .tuple(at, at)
      .map(([from, to]) => text.slice(0, Math.min(from, to)) + text.slice(Math.max(from, to))),
    fc
      .nat({ max: 20_000 })
      .map((depth) => text.replace(/[\d"]/, `${'['.repeat(depth)}1${']'.repeat(depth)},`)),
  )
}

type How = 'replace' | 'remove' | 'again' | 'add'
interface Change {
  readonly path: Path
  readonly how: How
  readonly what: unknown
}

/** Of what an earlier change has taken away, nothing is changed. */
function apply(value: unknown, { path, how, what }: Change): unknown {
  const last = path.at(-1)
  if (last === undefined) return how === 'replace' ? what : value
  const parent = path
    .slice(0, -1)
    .reduce<unknown>((at, key) => (Object(at) as Record<PropertyKey, unknown>)[key], value)
  if (typeof parent !== 'object' || parent === null) return value
  const holder = parent as Record<PropertyKey, unknown>
  if (how === 'remove') Reflect.deleteProperty(holder, last)
  else if (how === 'again' && Array.isArray(parent)) parent.push(structuredClone(holder[last]))
  else if (how === 'add')
    Object.defineProperty(holder, '__proto__', {
      ...{ value: what, enumerable: true, configurable: true, writable: true },
    })
  else holder[last] = what
  return value
}

function pathsIn(value: unknown, above: Path): Path[] {
  if (typeof value !== 'object' || value === null) return [above]
  const keys: Path = Array.isArray(value) ? [...value.keys()] : Object.keys(value)
  return [
    above,
    ...keys.flatMap((key) =>
      pathsIn((value as Record<PropertyKey, unknown>)[key], [...above, key]),
    ),
  ]
}
