import { markup, type Markup } from './markup.js'

const MOST = 12
const STEP = 12

/** How often it failed as dots, one a try: filled ones failed. The numbers stand beside it as text. */
export function tries(failed: number, total: number): Markup {
  if (total > MOST || total === 0) return markup``
  const dots = Array.from({ length: total }, (_, index) => {
    const look = index < failed ? 'failed' : 'passed'
    return markup`<circle class="try ${look}" cx="${index * STEP + STEP / 2}" cy="6" r="4"/>`
  })
  return markup`<svg class="tries" aria-hidden="true" width="${total * STEP}" height="12">${dots}</svg>`
}
