import type { Kind, Report, TestReport } from '../../model/report-document.js'
import { number } from '../words.js'
import { code } from './code.js'

const LINES = 10

/** What went wrong, what is no finding, what was silenced and left out: a clean result says nothing about it. */
export function asides({
  tests,
  errors,
  silenced = [],
  notCovered,
  complete,
  exitCode,
}: Report): string[] {
  const cut = [130, 143].includes(exitCode)
    ? 'Interrupted: this is what was known by then.'
    : 'Incomplete: the budget ended before everything was compared.'
  return [
    ...list('Errors', errors, ({ message, hint, file }) =>
      [
        ...(file === undefined ? [] : [code(file)]),
        code(message.trim().split('\n')[0] ?? ''),
        ...(hint === undefined ? [] : [`hint: ${code(hint)}`]),
      ].join(' · '),
    ),
    ...list('Flaky', ofKind(tests, 'flaky'), testLine),
    ...list('Undecided', ofKind(tests, 'undecided'), testLine),
    ...list('Silenced: ordered on purpose', silenced, ({ by, victims, failure }) =>
      [
        code(by),
        `${number(victims.length)} ${victims.length === 1 ? 'test' : 'tests'}`,
        code(failure.message.trim().split('\n')[0] ?? ''),
      ].join(' · '),
    ),
    ...list('Not covered', notCovered, ({ what, why }) => `${code(what)} · ${code(why)}`),
    ...(complete ? [] : [cut, '']),
  ]
}

function ofKind(tests: Report['tests'], kind: Kind): readonly TestReport[] {
  // Those of a finding stand there.
  return tests.filter((test) => test.kind === kind && test.findings.length === 0)
}

function testLine({ id, note }: TestReport): string {
  return [code(id), ...(note === undefined ? [] : [code(note)])].join(' · ')
}

function list<T>(title: string, items: readonly T[], line: (item: T) => string): string[] {
  if (items.length === 0) return []
  const left = items.length - LINES
  return [
    `### ${title}`,
    '',
    ...items.slice(0, LINES).map((item) => `- ${line(item)}`),
    ...(left > 0 ? [`- and ${number(left)} more`] : []),
    '',
  ]
}
