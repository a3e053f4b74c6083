/** A command as it was typed, before any of it is checked. */
export interface Invocation {
  /** argv after the program's name. */
  readonly argv: readonly string[]
  /** What follows the command and is no option: paths, or what to replay. */
  readonly operands: readonly string[]
  /** By commander's names: `runTimeout` for `--run-timeout`. */
  readonly options: Readonly<Record<string, unknown>>
  /** What follows `--`. */
  readonly runnerArgs: readonly string[]
}
