import { VITEST } from '../drive/runner-versions.js'
import { walkCases } from '../drive/walk-cases.js'

walkCases(VITEST[5], import.meta.filename)
