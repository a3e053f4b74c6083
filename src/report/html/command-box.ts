import { inert } from '../inert.js'
import { markup, type Markup } from './markup.js'
import { broken } from './name.js'

// A command that is cut is none.
const LONGEST = 20_000
// About what six lines hold; of a longer one so much is seen at a time.
const LONG = 600

/** A command, and a button that copies what is shown: nobody pastes into a terminal what he has not seen. */
export function commandBox(what: string, command: string, key: string): Markup {
  if (command.length > LONGEST) {
    return markup`<p class="muted">${what}: too long to show, see ${key} in report.json.</p>`
  }
  const scrolled =
    command.length > LONG
      ? markup` class="long" tabindex="0" role="group" aria-label="${what}"`
      : undefined
  return markup`<div class="command"><pre${scrolled}><code>${broken(inert(command, LONGEST * 10))}</code></pre><button type="button" data-copy hidden aria-label="Copy: ${what}">Copy</button></div>`
}
