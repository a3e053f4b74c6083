import { inert } from '../inert.js'
import { markup, type Markup } from './markup.js'
import { testName } from './name.js'

/** Into the table of tests, where all that is known about it stands. */
export function testLink(id: string): Markup {
  return markup`<a href="#test/${encodeURIComponent(inert(id, 1_000))}">${testName(id)}</a>`
}
