import type { Finding } from '../../model/report-document.js'
import { number, plural } from '../words.js'

/** Who did it, for pictures: in a few words, and by name as far as it has names. */
export interface Because {
  readonly what: string
  readonly names: readonly string[]
  /** Of a crowd in which nobody is to blame more than another: all that are in it. */
  readonly crowd?: readonly string[]
  /** What stands beside it: others that do it too, where it takes place. */
  readonly aside?: string
}

export function becauseOf({ cause, scenario }: Finding): Because {
  if (!cause) return { what: 'not found', names: [] }
  const outside = cause.outside ? 'outside the process' : ''
  switch (cause.kind) {
    case 'polluter':
      return because('this test', cause.tests, outside, others(cause))
    case 'co-polluters':
      return because(`all ${number(cause.tests.length)} of these tests`, cause.tests, outside)
    case 'accumulation':
      return {
        ...because(accumulated(cause), [], outside, 'none of them more than another'),
        crowd: cause.contributors ?? [],
      }
    case 'load-time':
      return because('importing this file', cause.files, outside, 'no test of it need run')
    case 'state-setter': {
      const imported = cause.tests.length === 0
      const names = imported ? (cause.files ?? []) : cause.tests
      const many = names.length > 1 ? `all ${number(names.length)} of these tests` : 'this test'
      return because(
        imported ? 'importing this file' : many,
        names,
        outside,
        imported ? 'no test of it need run' : '',
        scenario === undefined ? '' : 'ordered on purpose?',
        others(cause),
      )
    }
    case 'self':
      return because('its own first run', [], outside)
  }
}

function because(what: string, names: readonly string[], ...asides: readonly string[]): Because {
  const aside = asides.filter((text) => text !== '').join(' · ')
  return { what, names, ...(aside === '' ? {} : { aside }) }
}

function accumulated({
  threshold,
  contributors,
}: Extract<Finding['cause'], { kind: 'accumulation' }>): string {
  return contributors
    ? `any ${number(threshold)} of ${plural(contributors.length, 'test')}`
    : `${number(threshold)} tests that do the same`
}

function others({
  alternatives = [],
  triedOn = [],
}: {
  alternatives?: readonly string[]
  triedOn?: readonly string[]
}): string {
  if (alternatives.length === 0) return ''
  const tried = triedOn.length > 0 ? `, tried on ${plural(triedOn.length, 'test')}` : ''
  return `or ${plural(alternatives.length, 'other test')} instead${tried}`
}
