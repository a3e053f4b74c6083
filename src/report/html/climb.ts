import type { Cause } from '../../model/report-document.js'
import { number, plural } from '../words.js'
import { markup, type Markup } from './markup.js'
import { name } from './name.js'
import type { Mark, Timeline } from './timeline.js'

type Accumulation = Extract<Cause, { kind: 'accumulation' }>

const WIDTH = 640
const LEFT = 40
const RIGHT = 628
const FLOOR = 190
const CEILING = 24

/** How an accumulation adds up along the suite's own order, and what fails once it is enough. */
export function climb({ total, marks }: Timeline, cause: Accumulation): Markup {
  const { threshold } = cause
  const adding = marks.filter(({ role }) => role === 'adds')
  const x = (at: number) => LEFT + ((RIGHT - LEFT) * (at + 0.5)) / total
  const y = (count: number) => FLOOR - ((FLOOR - CEILING) * count) / Math.max(adding.length, 1)
  let count = 0
  const points = marks.map((mark) => {
    if (mark.role === 'adds') count += 1
    return { mark, x: x(mark.at).toFixed(1), y: y(count).toFixed(1) }
  })
  const line = points.map((point) => `H${point.x}V${point.y}`).join('')
  const dots = (failed: boolean) =>
    points
      .filter(({ mark }) => mark.failed === failed)
      .map((point) => `M${point.x} ${point.y}h0`)
      .join('')
  const tipping = adding[threshold - 1]
  return markup`<figure class="chart climb">
<svg viewBox="0 0 ${WIDTH} 240" aria-hidden="true">
<path class="area" d="M${LEFT} ${FLOOR}${line}H${RIGHT}V${FLOOR}Z"/>
<line class="axis" x1="${LEFT}" x2="${RIGHT}" y1="${FLOOR}" y2="${FLOOR}"/>
<line class="enough" x1="${LEFT}" x2="${RIGHT}" y1="${y(threshold)}" y2="${y(threshold)}"/>
<text class="tick" x="${LEFT - 8}" y="${y(threshold) + 4}" text-anchor="end">${number(threshold)}</text>
${adding.length - threshold > threshold / 3 ? markup`<text class="tick" x="${LEFT - 8}" y="${CEILING + 4}" text-anchor="end">${number(adding.length)}</text>` : undefined}
<text class="tick" x="${LEFT - 8}" y="${FLOOR + 4}" text-anchor="end">0</text>
<text class="label" transform="translate(0 ${(FLOOR + CEILING) / 2}) rotate(-90)" text-anchor="middle">of them so far</text>
<path class="steps" d="M${LEFT} ${FLOOR}${line}H${RIGHT}"/>
<path class="dots passed" d="${dots(false)}"/>
<path class="dots failed" d="${dots(true)}"/>
${tipping ? tippingLine(x(tipping.at), y(threshold)) : undefined}
<text class="tick" x="${LEFT}" y="${FLOOR + 20}">1</text>
<text class="tick" x="${RIGHT}" y="${FLOOR + 20}" text-anchor="end">${number(total)}</text>
<text class="label" x="${(LEFT + RIGHT) / 2}" y="230" text-anchor="middle">tests, in the suite’s own order</text>
</svg>
<figcaption>${caption(marks, adding, threshold, total)}</figcaption>
</figure>`
}

/** Its label goes where there is room for it. */
function tippingLine(x: number, y: number): Markup {
  const isLeft = x < WIDTH / 2
  return markup`<line class="tipping" x1="${x}" x2="${x}" y1="${CEILING - 8}" y2="${FLOOR}"/>
<circle class="tipping" cx="${x}" cy="${y}" r="6"/>
<text class="value" x="${isLeft ? x + 8 : x - 8}" y="${CEILING}" text-anchor="${isLeft ? 'start' : 'end'}">tipping test</text>`
}

function caption(
  marks: readonly Mark[],
  adding: readonly Mark[],
  threshold: number,
  total: number,
): Markup {
  const tipping = adding[threshold - 1]
  const failed = marks.filter((mark) => mark.failed).length
  const sum = `${number(adding.length)} of ${plural(total, 'test')} add to it.`
  const red =
    failed === 0 ? '' : `Red: the ${plural(failed, 'test that fails', 'tests that fail')} in it.`
  if (!tipping) return markup`${sum} In this order they never reach ${number(threshold)}. ${red}`
  return markup`${sum} With ${name(tipping.id)}, test ${number(tipping.at + 1)}, ${number(threshold)} have run: that is enough. ${red}`
}
