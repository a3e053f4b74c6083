import { VITEST_MAJORS } from '../drive/vitest-majors.js'
import { walkFairness } from '../drive/walk-fairness.js'

walkFairness('vitest', VITEST_MAJORS)
