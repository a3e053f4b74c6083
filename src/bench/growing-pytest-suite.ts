import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const CONFTEST = `import pytest


@pytest.fixture(scope="session")
def settings():
    return {"currency": "EUR"}
`

const HEAD = `import pytest


@pytest.fixture(scope="module")
def prices():
    return [1, 2, 3]


@pytest.fixture
def basket():
    return []
`

/** Writes a light pytest suite of `tests` tests, with fixtures of each scope, and returns its folder. */
export function growingPytestSuite(root: string, tests: number, perFile = 10): string {
  const folder = join(root, `growing-pytest-${String(tests)}`)
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(join(folder, 'tests'), { recursive: true })
  // Plugins that shuffle are installed beside: no way of running the suite is to pay for them.
  writeFileSync(
    join(folder, 'pytest.ini'),
    '[pytest]\naddopts = -p no:randomly -p no:random_order\n',
  )
  writeFileSync(join(folder, 'tests/conftest.py'), CONFTEST)
  for (let file = 0; file < tests / perFile; file++) {
    const number = String(file).padStart(3, '0')
    const cases = Array.from(
      { length: perFile },
      (_, index) =>
        `\n\ndef test_adds_${String(index)}(settings, prices, basket):\n    basket.append(${String(index)})\n    assert sum(basket) == ${String(index)} and settings["currency"] == "EUR" and len(prices) == 3\n`,
    )
    writeFileSync(join(folder, 'tests', `test_sum_${number}.py`), `${HEAD}${cases.join('')}`)
  }
  return folder
}
