import { expect, test } from 'vitest'
import { cell } from '../drive/cell.js'
import { virtualenv } from '../drive/folders.js'
import { project } from '../drive/made-up-project.js'
import { leakcheck } from '../drive/run-leakcheck.js'

const PYTHON = ['--runner', 'pytest', '--python', virtualenv]
const PY_LEAK = `lit = []
def test_lights():
    lit.append(1)
def test_is_dark():
    assert lit == []\n`

cell('starts-once', () => {
  test('one file that ends the process where it is collected alone is its own affair', async () => {
    const folder = project({
      'pytest.ini': '[pytest]\n',
      'test_a.py': PY_LEAK,
      'test_b.py': `import os, sys\nif "test_a" not in sys.modules:\n    os._exit(3)\nfrom test_a import lit\ndef test_b():\n    assert lit == []\n`,
    })
    const { exitCode, stderr, stdout } = await leakcheck(['run', '--jobs', '1', ...PYTHON], folder)
    expect(stderr).not.toContain('does not any more')
    expect(exitCode, stderr).toBe(1)
    expect(stdout).toContain('test_a.py::test_is_dark')
  })
})
