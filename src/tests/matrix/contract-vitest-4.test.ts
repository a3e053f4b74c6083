import { cell } from '../drive/cell.js'
import { VITEST } from '../drive/runner-versions.js'
import { walkVitestContract } from '../drive/walk-vitest-contract.js'

cell('contract-vitest-4', () => walkVitestContract(VITEST[4]))
