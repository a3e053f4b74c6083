import { cell } from '../drive/cell.js'
import { HOSTILE_FILES, walkVitestHostile } from '../drive/walk-vitest-hostile.js'

cell('hostile-vitest', () => walkVitestHostile(HOSTILE_FILES))
