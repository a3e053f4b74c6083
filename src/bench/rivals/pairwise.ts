import type { Ask, Search } from '../../diagnose/search.js'
import type { Said } from './rival.js'

/** Each test by itself before the victim, as ipflakies and GitLab's script do it. */
export function* pairwise(items: readonly string[], ask: Ask): Search<Said> {
  const answers = yield items.map((item) => ask([item]))
  const named = items.filter((_, index) => answers[index] === 'reproduces')
  return named.length > 0 ? { kind: 'named', items: named } : { kind: 'gave-up', how: 'none' }
}
