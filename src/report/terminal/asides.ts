import type { Report } from '../../model/report-document.js'
import { inert } from '../inert.js'
import type { Paint } from '../paint.js'
import { number, plural } from '../words.js'

const LINES = 10

/** What the job left out: a clean result says nothing about it. */
export function notCoveredLines(notCovered: Report['notCovered'], paint: Paint): string[] {
  return list(
    'not covered',
    notCovered,
    ({ what, why }) => [`  ${inert(what)}   ${paint.dim(inert(why))}`],
    paint,
  )
}

/** What the user has said is so on purpose: a clean exit code does not mean that it is not there. */
export function silencedLines(silenced: Report['silenced'], paint: Paint): string[] {
  return list(
    'silenced: ordered on purpose',
    silenced ?? [],
    ({ by, victims }) => [
      `  ${plural(victims.length, 'test')} of ${inert(victims[0] ?? '')}${victims.length > 1 ? ' …' : ''}   ${paint.dim(`ordered: ${inert(by)}`)}`,
    ],
    paint,
  )
}

/** Why leakcheck could not do its job, or what went wrong outside any test. */
export function errorLines(errors: Report['errors'], paint: Paint): string[] {
  return list(
    'errors',
    errors,
    ({ message, hint, file }) => [
      `  ${paint.red(inert(`${file === undefined ? '' : `${file}: `}${firstLine(message)}`))}`,
      ...(hint === undefined ? [] : [`    hint: ${inert(hint)}`]),
    ],
    paint,
  )
}

function list<T>(title: string, items: readonly T[], lines: (item: T) => string[], paint: Paint) {
  if (items.length === 0) return []
  const left = items.length - LINES
  return [
    paint.bold(title),
    ...items.slice(0, LINES).flatMap(lines),
    ...(left > 0 ? [paint.dim(`  (+${number(left)} more)`)] : []),
  ]
}

function firstLine(message: string): string {
  return message.trim().split('\n')[0] ?? ''
}
