import { PYTEST } from '../drive/runner-versions.js'
import { walkCases } from '../drive/walk-cases.js'

walkCases(PYTEST[7], import.meta.filename)
