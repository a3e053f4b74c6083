import { cell } from '../drive/cell.js'
import { PYTEST } from '../drive/runner-versions.js'
import { HOSTILE_MODULES, walkPytestContract } from '../drive/walk-pytest-contract.js'

cell('contract-pytest-9', () => walkPytestContract(PYTEST[9], HOSTILE_MODULES))
