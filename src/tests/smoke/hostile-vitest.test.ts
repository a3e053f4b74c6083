import { walkVitestHostile } from '../drive/walk-vitest-hostile.js'

walkVitestHostile(['busy-loop', 'exit', 'segfault', 'loud', 'leaves-child'], ['--repeats', '1'])
