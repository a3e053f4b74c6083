import { VITEST } from '../drive/runner-versions.js'
import { walkFairness } from '../drive/walk-fairness.js'

walkFairness(VITEST[2], import.meta.filename)
