import type { ReplayResult } from '../ports.js'
import { inert } from '../report/inert.js'
import type { Paint } from '../report/paint.js'
import { number, plural } from '../report/words.js'
import { wrapLines } from '../report/wrap-lines.js'

const SHOWN = 20

/** What a replay showed; impossible to overlook when it did not reproduce. */
export function replayText(
  target: string,
  result: ReplayResult,
  paint: Paint,
  width?: number,
): string {
  const { reproduced, order, failed, expected, note, tried, tries } = result
  const failedIds = new Set(failed.map(({ id }) => id))
  const passed = expected.filter((id) => !failedIds.has(id)).map((id) => `  ${inert(id)}`)
  const of = `${plural(order.length, 'test')} in the order of ${inert(target)}`
  const lines = [
    reproduced
      ? `${paint.red('✗')} ${paint.bold('reproduced')}: ${of}, ${number(failed.length)} failed`
      : `${paint.yellow('!')} ${paint.bold('DID NOT REPRODUCE')}: ${of}, ${number(failed.length)} failed`,
    ...capped(
      failed.map(
        ({ id, message }) => `  ${inert(id)}   ${paint.dim(inert(firstLine(message), 160))}`,
      ),
    ),
    ...(passed.length > 0 ? ['expected to fail, and did not:', ...capped(passed)] : []),
    ...(tried === undefined
      ? []
      : [`it comes and goes: run ${number(tried)} of at most ${number(tries ?? tried)}`]),
    ...(note === undefined ? [] : [`note: ${inert(note)}`]),
  ]
  return `${wrapLines(lines, width).join('\n')}\n`
}

function capped(lines: readonly string[]): string[] {
  if (lines.length <= SHOWN) return [...lines]
  return [...lines.slice(0, SHOWN), `  (+${number(lines.length - SHOWN)} more)`]
}

function firstLine(message: string): string {
  return message.trim().split('\n')[0] ?? ''
}
