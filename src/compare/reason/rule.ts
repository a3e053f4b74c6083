/** Something in which two texts may differ although their reason is the same, and what stands for it when they are compared. */
export interface Rule {
  readonly what: string
  /** Why it says nothing of the reason, or where it shows. */
  readonly why: string
  /** Holds only for texts that this is found in. */
  readonly within?: RegExp
  readonly pattern: RegExp
  readonly becomes: string
}

/** A text after all of these rules, one after the other. */
export function applied(rules: readonly Rule[], text: string): string {
  return rules.reduce(
    (so, { within, pattern, becomes }) =>
      within === undefined || within.test(so) ? so.replace(pattern, becomes) : so,
    text,
  )
}
