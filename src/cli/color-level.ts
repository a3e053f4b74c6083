export type ColorLevel = 0 | 1 | 2 | 3

export interface ColorWishes {
  /** From `--no-color` or the config's `color`. */
  readonly color: boolean | undefined
  readonly env: Readonly<Record<string, string | undefined>>
  /** What the stream can show; 0 for files and pipes. */
  readonly supported: ColorLevel
}

/**
 * How many colours to use. chalk does not know NO_COLOR, so all of it is decided here: what was typed, then
 * FORCE_COLOR, then NO_COLOR, then the terminal.
 */
export function colorLevel({ color, env, supported }: ColorWishes): ColorLevel {
  if (color === false) return 0
  const force = env.FORCE_COLOR
  if (force === '0' || force === 'false') return 0
  if (force === '2') return 2
  if (force === '3') return 3
  if (force !== undefined) return 1
  if (env.NO_COLOR !== undefined && env.NO_COLOR !== '') return 0
  return color === true && supported === 0 ? 1 : supported
}
