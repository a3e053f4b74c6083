import { number, plural } from '../words.js'
import { markup, type Markup } from './markup.js'
import { name } from './name.js'
import type { Mark, Timeline } from './timeline.js'

const LEFT = 12
const RIGHT = 628
const LINE = 40
const NAMED = 4

const ROLES = {
  adds: 'adds to it',
  polluter: 'is needed for it',
  cleaner: 'cleans up',
  victim: 'is hit',
} as const

/** Where in the suite's own order those stand that have a part in it. */
export function strip({ total, file, marks }: Timeline): Markup {
  const x = (at: number) => (LEFT + ((RIGHT - LEFT) * (at + 0.5)) / total).toFixed(1)
  const ticks = Array.from({ length: total > 200 ? 0 : total }, (_, at) => `M${x(at)} ${LINE}v-4`)
  return markup`<figure class="chart strip">
<svg viewBox="0 20 640 52" aria-hidden="true">
<path class="axis" d="M${LEFT} ${LINE}H${RIGHT}${ticks.join('')}"/>
${marks.map((mark) => shape(mark, x(mark.at)))}
<text class="tick" x="${LEFT}" y="${LINE + 24}">1</text>
<text class="tick" x="${RIGHT}" y="${LINE + 24}" text-anchor="end">${number(total)}</text>
<text class="label" x="320" y="${LINE + 26}" text-anchor="middle">tests, in ${file === undefined ? 'the suite' : 'this file'}’s own order</text>
</svg>
<figcaption>In ${file === undefined ? markup`the suite’s own order of ${plural(total, 'test')}` : markup`${name(file)}`}: ${caption(marks, file)}.</figcaption>
</figure>`
}

/** A form for each role: colour alone says nothing to many. */
function shape({ role, failed }: Mark, x: string): Markup {
  const look = failed ? 'failed' : 'passed'
  if (role === 'victim') return markup`<circle class="try ${look}" cx="${x}" cy="${LINE}" r="6"/>`
  const down = role === 'cleaner'
  const tip = down ? `L${x} ${LINE + 2}` : `L${x} ${LINE - 2}`
  const base = down ? LINE + 14 : LINE - 16
  return markup`<path class="mark ${role}" d="M${Number(x) - 7} ${base}H${Number(x) + 7}${tip}Z"/>`
}

function caption(marks: readonly Mark[], file: string | undefined): Markup {
  const more = marks.length - NAMED
  return markup`${marks
    .slice(0, NAMED)
    .map(
      ({ id, at, role, failed }, index) =>
        markup`${index > 0 ? '; ' : ''}test ${number(at + 1)}, ${name(within(file, id))}, ${
          role === 'victim' ? (failed ? 'fails' : 'passes here') : ROLES[role]
        }`,
    )}${more > 0 ? `; and ${number(more)} more` : ''}`
}

/** Without the file, where that has been said. */
function within(file: string | undefined, id: string): string {
  if (file === undefined || !id.startsWith(file)) return id
  return id.slice(file.length).replace(/^(?:::| > )/, '') || id
}
