import { USUAL } from '../drive/runner-versions.js'
import { walkCases } from '../drive/walk-cases.js'

walkCases(USUAL.pytest, import.meta.filename)
