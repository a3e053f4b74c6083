import type { Ask, Search } from '../../diagnose/search.js'

/** What a search would tell its user. */
export type Said =
  /** These are to blame; `times`: that often. */
  | { readonly kind: 'named'; readonly items: readonly string[]; readonly times?: number }
  | { readonly kind: 'gave-up'; readonly how: string }

/**
 * A search as others do it, after what is known of how they do it: no code of theirs. They check first that the victim
 * passes alone and fails in the whole order; here that is known.
 *
 * @param items what stands before the victim, known to reproduce
 */
export type Rival = (items: readonly string[], ask: Ask) => Search<Said>
