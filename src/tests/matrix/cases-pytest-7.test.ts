import { walkCases } from '../drive/walk-cases.js'

walkCases('pytest')
