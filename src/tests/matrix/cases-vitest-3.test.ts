import { walkCases } from '../drive/walk-cases.js'

walkCases('vitest', { from: 1, every: 2 })
