/** Tests as a log or a list names them, in the order in which they ran in one process. */
export interface GivenOrder {
  /** Which process it was, where the file tells. */
  readonly worker?: string
  readonly names: readonly GivenName[]
}

/** A name as it stands in the file: a test id, or what a JUnit file calls a test. */
export interface GivenName {
  readonly id?: string
  readonly className?: string
  readonly name?: string
}
