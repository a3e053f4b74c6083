import { PYTEST } from '../drive/runner-versions.js'
import { walkFairness } from '../drive/walk-fairness.js'

walkFairness(PYTEST[8], import.meta.filename)
