import { walkCases } from '../drive/walk-cases.js'

walkCases('vitest', { from: 0, every: 2 })
