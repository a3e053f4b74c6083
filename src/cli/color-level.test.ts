import { expect, test } from 'vitest'
import { colorLevel } from './color-level.js'

test.each([
  [3, {}, undefined, 3],
  [3, { NO_COLOR: '1' }, undefined, 0],
  [3, { NO_COLOR: '' }, undefined, 3],
  [0, { FORCE_COLOR: '1' }, undefined, 1],
  [0, { FORCE_COLOR: '', NO_COLOR: '1' }, undefined, 1],
  [3, { FORCE_COLOR: '0' }, undefined, 0],
  [3, { FORCE_COLOR: '3' }, false, 0],
  [0, {}, undefined, 0],
] as const)(
  'terminal level %i, environment %o, option color %s: color level %i',
  (supported, env, color, level) => {
    expect(colorLevel({ supported, env, color })).toBe(level)
  },
)
