import { PYTEST } from '../drive/runner-versions.js'
import { walkFairness } from '../drive/walk-fairness.js'

walkFairness(PYTEST[7], import.meta.filename)
