/** What each exit code means: a contract with scripts and CI (docs/exit-codes.md). */
export const EXIT_CODES = {
  0: 'nothing found, or nothing that the baseline does not know',
  1: 'a confirmed state leak, if it is new; replay: it reproduced',
  2: 'leakcheck could not do its job: usage, config, runner, collection',
  3: 'a difference was seen and could not be confirmed',
  4: 'no tests matched',
  5: 'replay: did not reproduce',
  130: 'interrupted (Ctrl-C): the best result so far is printed and saved',
  143: 'terminated: the best result so far is printed and saved',
} as const

/** As a shell reports a process that a signal ended: 128 + its number. */
export const EXIT_CODE_OF_SIGNAL = { SIGINT: 130, SIGTERM: 143 } as const

/** For `--help`. */
export function exitCodeHelp(): string {
  const lines = Object.entries(EXIT_CODES).map(([code, text]) => `  ${code.padEnd(5)}${text}`)
  return `Exit codes:\n${lines.join('\n')}`
}
