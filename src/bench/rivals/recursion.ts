import type { Ask, Search } from '../../diagnose/search.js'
import { shrink } from '../../diagnose/shrink.js'
import type { Said } from './rival.js'

/** RSpec's `--bisect`: our shrink.ts has its shape, and is only where cleaners mislead us. */
export function* recursion(items: readonly string[], ask: Ask): Search<Said> {
  return { kind: 'named', items: yield* shrink(items, ask) }
}
