import { inert } from '../inert.js'
import { BREAKS } from './breaks.js'
import { markup, type Markup } from './markup.js'

const LONGEST = 1_000

/** A test, a file, a piece of state: what it is called, as text that does nothing, breakable where it is long. */
export function name(text: string): Markup {
  return markup`<code>${broken(inert(text, LONGEST))}</code>`
}

/** The same for a test's id, which ends in what tells it from its neighbours. */
export function testName(id: string): Markup {
  const [, file = '', title = id] = /^(.*?)((?:::| > ).*)$/s.exec(inert(id, LONGEST)) ?? []
  if (file === '') return name(id)
  return markup`<code><span class="muted">${broken(file)}</span><wbr>${broken(title)}</code>`
}

/** Text that is broken where a reader would, if it has to be. */
export function broken(text: string): Markup[] {
  return text.split(BREAKS).map((part, at) => (at === 0 ? markup`${part}` : markup`<wbr>${part}`))
}

/** A message of several lines, each of them inert. */
export function lines(text: string, limit = 4_000): string {
  const cut = text.length > limit ? `${text.slice(0, limit)}…` : text
  return cut
    .split('\n')
    .map((line) => inert(line, limit))
    .join('\n')
}
