import { characterOf, UNPRINTABLE, type TestIdParts } from './test-id.js'

/**
 * The printable name of one pytest test: pytest's own node id, `file::Class::test[parameters] [#2]`. What follows the
 * first `[` of a title is a parameter's text and may hold anything. The only escape is `\u{hex}`: for what does not print,
 * and for a character that would be read as something else. pytest's own escapes, such as `\n`, stay as they are.
 */
export function formatNodeId({ project, file, titlePath, ordinal }: TestIdParts): string {
  const head = project === '' ? '' : `[${name(project).replaceAll(']', code)}] `
  const path = [head + name(file).replace(/^\[/, code), ...titlePath.map(title)]
  const body = path.join('::').replace(/ \[(?=#\d+\]$)/, ` ${code('[')}`)
  return ordinal === 0 ? body : `${body} [#${String(ordinal + 1)}]`
}

/** The inverse of {@link formatNodeId}; any string parses, at worst as a file's name. */
export function parseNodeId(id: string): TestIdParts {
  const ordinal = / \[#(\d+)\]$/.exec(id)
  const rest = ordinal ? id.slice(0, ordinal.index) : id
  const named = /^\[([^\]]*)\] /.exec(rest)
  const [file = '', ...titles] = split(named ? rest.slice(named[0].length) : rest)
  return {
    project: decode(named?.[1] ?? ''),
    file: decode(file),
    titlePath: titles.map(decode),
    ordinal: ordinal ? Number(ordinal[1]) - 1 : 0,
  }
}

/** At `::`; in titles only up to the first bracket. */
function split(text: string): string[] {
  const fileEnd = text.indexOf('::')
  if (fileEnd === -1) return [text]
  const titles = text.slice(fileEnd + 2)
  const bracket = titles.indexOf('[')
  const names = bracket === -1 ? titles : titles.slice(0, bracket)
  const parts = names.split('::')
  const last = parts.pop() ?? ''
  return [text.slice(0, fileEnd), ...parts, last + titles.slice(names.length)]
}

/** A bracket ends the search for separators: only the last title may have one of its own. */
function title(text: string, index: number, all: readonly string[]): string {
  const bracket = text.indexOf('[')
  if (bracket === -1) return name(text)
  if (index < all.length - 1) return name(text).replaceAll('[', code)
  return name(text.slice(0, bracket)) + printable(text.slice(bracket))
}

function name(text: string): string {
  return printable(text).replace(/:(?=:|$)/g, code)
}

function printable(text: string): string {
  return text.replace(/\\(?=u\{)/g, code).replace(UNPRINTABLE, code)
}

function code(char: string): string {
  return `\\u{${(char.codePointAt(0) ?? 0).toString(16)}}`
}

function decode(text: string): string {
  return text.replace(/\\u\{([0-9a-f]+)\}/g, (escaped, hex: string) => characterOf(hex) ?? escaped)
}
