import { VITEST } from '../drive/runner-versions.js'
import { walkFairness } from '../drive/walk-fairness.js'

walkFairness(VITEST[5], import.meta.filename)
