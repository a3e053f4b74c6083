import { PYTEST } from '../drive/runner-versions.js'
import { walkFairness } from '../drive/walk-fairness.js'

walkFairness(PYTEST[9], import.meta.filename)
