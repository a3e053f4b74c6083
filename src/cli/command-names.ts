/** What can follow `leakcheck`. `complete` is what the scripts of `completion` call. */
export const COMMAND_NAMES = [
  ...(['run', 'bisect', 'list', 'why', 'replay', 'report', 'doctor', 'init'] as const),
  ...(['completion', 'complete', 'baseline'] as const),
] as const

export type CommandName = (typeof COMMAND_NAMES)[number]
