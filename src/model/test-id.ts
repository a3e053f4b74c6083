/**
 * The printable name of one test: `[project] file > describe > test [#2]`. Unique in a suite, stable from
 * run to run, one line of text, and parseable back into its parts.
 *
 * Escapes inside a part: `\\` a backslash, `\>` a `>` that could be read as a separator, `\[` a bracket that
 * could be read as a project or an ordinal, `\n`, and `\u{hex}` for what does not print.
 */
export interface TestIdParts {
  /** Empty when the suite has one unnamed project; then the id has no `[project]`. */
  readonly project: string
  /** Relative to the project's root, '/' on every system. */
  readonly file: string
  /** Describe titles, then the test's own; empty for a file that fails to import. */
  readonly titlePath: readonly string[]
  /** 0, or 1, 2… for the same title path again in the same file. */
  readonly ordinal: number
}

const SEPARATOR = ' > '
const ORDINAL = / \[#(\d+)\]$/
// C0 and C1 controls, line and paragraph separators, bidirectional overrides, and lone surrogates: none of
// them survives a terminal, a line-based order file or a JSON reader unharmed.
export const UNPRINTABLE =
  // eslint-disable-next-line no-control-regex -- matching them is the point
  /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g

export function formatTestId({ project, file, titlePath, ordinal }: TestIdParts): string {
  const head =
    project === '' ? escapeStart(file) : `[${escape(project, true)}] ${escapeStart(file)}`
  const path = [head, ...titlePath.map((title) => escape(title))].join(SEPARATOR)
  const body = ORDINAL.test(path) ? path.replace(ORDINAL, ' \\[#$1]') : path
  return ordinal === 0 ? body : `${body} [#${ordinal + 1}]`
}

/** The inverse of {@link formatTestId}; any string parses, at worst as a file's name. */
export function parseTestId(id: string): TestIdParts {
  const ordinalMatch = ORDINAL.exec(id)
  const ordinal = ordinalMatch ? Number(ordinalMatch[1]) - 1 : 0
  let rest = ordinalMatch ? id.slice(0, ordinalMatch.index) : id
  let project = ''
  const projectMatch = /^\[((?:\\.|[^\]\\])*)\] /.exec(rest)
  if (projectMatch) {
    project = unescape(projectMatch[1] ?? '')
    rest = rest.slice(projectMatch[0].length)
  }
  const [file = '', ...titles] = rest.split(SEPARATOR)
  return { project, file: unescape(file), titlePath: titles.map(unescape), ordinal }
}

function escapeStart(file: string): string {
  const escaped = escape(file)
  return escaped.startsWith('[') ? `\\${escaped}` : escaped
}

function escape(part: string, inBrackets = false): string {
  const escaped = part
    .replaceAll('\\', '\\\\')
    .replace(/(^| )>/g, '$1\\>')
    .replace(UNPRINTABLE, (char) =>
      char === '\n' ? '\\n' : `\\u{${(char.codePointAt(0) ?? 0).toString(16)}}`,
    )
  return inBrackets ? escaped.replaceAll(']', '\\]') : escaped
}

function unescape(part: string): string {
  return part.replace(/\\(?:u\{([0-9a-f]+)\}|(.))/g, (escaped, hex?: string, char?: string) => {
    if (hex !== undefined) return characterOf(hex) ?? escaped
    return char === 'n' ? '\n' : (char ?? '')
  })
}

/** @returns undefined: Unicode has no such character */
export function characterOf(hex: string): string | undefined {
  const code = parseInt(hex, 16)
  return code <= 0x10ffff ? String.fromCodePoint(code) : undefined
}
