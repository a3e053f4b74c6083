import { escapeXml } from '../escape-xml.js'

/** No JSON can hold it: what a report says is never taken for markup. */
const HTML = Symbol('html')

/** HTML that goes into the page as it is. */
export interface Markup {
  readonly [HTML]: string
}

export type Content = Markup | string | number | undefined | readonly Content[]

/** A template of HTML: whatever is put into it is text, and written as such, unless it is markup itself. */
export function markup(strings: TemplateStringsArray, ...contents: readonly Content[]): Markup {
  return { [HTML]: String.raw({ raw: strings }, ...contents.map(htmlOf)) }
}

export function htmlOf(content: Content): string {
  if (content === undefined) return ''
  if (Array.isArray(content)) return content.map(htmlOf).join('')
  if (typeof content === 'object') return HTML in content ? content[HTML] : ''
  return escapeXml(String(content))
}

/** For what this repository itself has written: the page's own script and style. */
export function ownHtml(text: string): Markup {
  return { [HTML]: text }
}
