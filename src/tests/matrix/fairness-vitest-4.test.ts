import { VITEST } from '../drive/runner-versions.js'
import { walkFairness } from '../drive/walk-fairness.js'

walkFairness(VITEST[4], import.meta.filename)
