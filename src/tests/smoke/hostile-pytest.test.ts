import { PYTEST } from '../drive/runner-versions.js'
import { walkPytestContract } from '../drive/walk-pytest-contract.js'

walkPytestContract(PYTEST[8], ['busy_loop', 'leaves', 'segfault', 'loud', 'children'])
