import type { Cause } from '../../model/report-document.js'
import { number } from '../words.js'
import { markup, type Markup } from './markup.js'

type Accumulation = Extract<Cause, { kind: 'accumulation' }>

const WIDTH = 300
const LEFT = 36
const HEIGHT = 240
const FLOOR = 190
const CEILING = 20

/** How many of them ran before, and how often the test failed then: the jump is the proof. */
export function doseChart({ dose, threshold }: Accumulation): Markup {
  if (dose.length === 0) return markup``
  const points = [...dose].sort((one, other) => one.count - other.count)
  const step = (WIDTH - 20 - LEFT) / points.length
  const said = points.map(
    ({ count, failed, total }) => `after ${number(count)}, ${number(failed)} of ${number(total)}`,
  )
  return markup`<figure class="chart dose">
<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" aria-hidden="true">
<line class="axis" x1="${LEFT}" x2="${WIDTH - 20}" y1="${FLOOR}" y2="${FLOOR}"/>
${points.map((point, index) => column(point, LEFT + step * (index + 0.5)))}
<text class="label" x="${(WIDTH - 20 + LEFT) / 2}" y="${HEIGHT - 10}" text-anchor="middle">of them before the test</text>
<text class="label" transform="translate(${LEFT - 16} ${(FLOOR + CEILING) / 2}) rotate(-90)" text-anchor="middle">${points.some(isBar) ? 'share of runs that failed' : 'runs (filled: failed)'}</text>
</svg>
<figcaption>${number(threshold - 1)} are not enough, ${number(threshold)} are. Failed: ${said.join('; ')}.</figcaption>
</figure>`
}

/** More dots than one could count. */
function isBar({ total }: Accumulation['dose'][number]): boolean {
  return total > 16
}

/** A dot for each try, those that failed at the bottom; where they are many, a bar. */
function column(point: Accumulation['dose'][number], x: number): Markup {
  const { count, failed, total } = point
  const gap = (FLOOR - CEILING) / Math.max(total, 6)
  const dots = Array.from({ length: isBar(point) ? 0 : total }, (_, index) => {
    const look = index < failed ? 'failed' : 'passed'
    const y = (FLOOR - gap * (index + 0.6)).toFixed(1)
    return markup`<circle class="try ${look}" cx="${x}" cy="${y}" r="${Math.min(gap * 0.36, 8).toFixed(1)}"/>`
  })
  const height = total === 0 ? 0 : ((FLOOR - CEILING) * failed) / total
  const bar = markup`<rect class="try failed" x="${x - 14}" y="${FLOOR - height}" width="28" height="${height}"/>`
  const top = isBar(point) ? FLOOR - height : FLOOR - gap * total
  return markup`${isBar(point) ? bar : dots}
<text class="value" x="${x}" y="${top - 8}" text-anchor="middle">${number(failed)}/${number(total)}</text>
<text class="tick" x="${x}" y="${FLOOR + 20}" text-anchor="middle">${number(count)}</text>`
}
