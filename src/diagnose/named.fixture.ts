import type { Cause } from '../model/report-document.js'

/**
 * For tests: what a cause says is needed, part by part. An accumulation names nobody who is: its evidence says what one less came to.
 */
export function partsNamed(cause: Cause | undefined): readonly string[] {
  switch (cause?.kind) {
    case 'polluter':
    case 'co-polluters':
    case 'state-setter':
      return cause.tests
    default:
      return []
  }
}
