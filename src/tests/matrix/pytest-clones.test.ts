/** pytest runs tests in clones of one process: what a clone cannot be trusted with is not cloned. */
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { cell } from '../drive/cell.js'
import { PASSING_PYTHON, pytestProject, runPytest } from '../drive/made-up-pytest-project.js'
import { leakcheck } from '../drive/run-leakcheck.js'

cell('pytest-clones', () => {
  test.each([
    [
      'a thread started at import',
      'import threading, time\nthreading.Thread(target=time.sleep, args=(600,), daemon=True, name="worker").start()\n',
      /starts threads \(worker\)/,
    ],
    [
      'a socket opened at import',
      'import socket\nSERVER = socket.socket()\nSERVER.bind(("127.0.0.1", 0))\n',
      /opens a socket/,
    ],
    [
      'a temporary folder made at import',
      'import tempfile\nFOLDER = tempfile.mkdtemp(prefix="shop-")\n',
      /makes temporary files \(shop-/,
    ],
    ['a file opened at import', 'LOG = open("log.txt", "w")\n', /opens a file \(log\.txt\)/],
    [
      'an event loop made at import',
      'import asyncio\nLOOP = asyncio.new_event_loop()\n',
      /starts an event loop|opens a socket/,
    ],
  ])('%s: every run starts from nothing', async (_, text, why) => {
    const { report, stderr, exitCode } = await runPytest({
      'test_a.py': `${text}\n${PASSING_PYTHON}`,
    })
    expect(stderr).toMatch(/every run starts from nothing/)
    expect(stderr).toMatch(why)
    expect(report.counts.clean).toBe(1)
    expect(exitCode).toBe(0)
  })

  test('a worker thread that tests wait for', async () => {
    // In a clone there is no worker: the test would wait for ever.
    const text = `from concurrent.futures import ThreadPoolExecutor
POOL = ThreadPoolExecutor(1)
POOL.submit(int).result()

def test_asks_the_worker():
    assert POOL.submit(int).result() == 0

def test_does_not():
    pass
`
    const { report } = await runPytest({ 'test_a.py': text })
    expect(report.counts).toMatchObject({ tests: 2, clean: 2 })
  })

  test('threads that tests leave behind: nothing is cloned after them', async () => {
    const text = `import threading, time

def test_leaves_a_thread():
    threading.Thread(target=time.sleep, args=(600,), daemon=True, name="left-behind").start()

${Array.from({ length: 20 }, (_, index) => `def test_${String(index)}():\n    pass\n`).join('\n')}`
    const { report } = await runPytest({ 'test_a.py': text })
    expect(report.counts).toMatchObject({ tests: 21, clean: 21 })
    expect(report.notCovered).toContainEqual({
      what: 'after: 21 orders',
      why: expect.stringContaining('left-behind') as string,
    })
  })

  test('random numbers: a seed left behind is seen', async () => {
    // CPython seeds a clone anew, which would hide that the second test always gets the same number.
    const text = `import random

def test_seeds():
    random.seed(1)

def test_draws():
    assert random.random() != random.Random(1).random()
`
    const { report, exitCode } = await runPytest({ 'test_a.py': text })
    expect(report.tests.map(({ kind }) => kind)).toEqual(['clean', 'victim'])
    expect(exitCode).toBe(1)
  })

  test('anything, on a system that cannot clone', async () => {
    const missing = `import os, sys
for name in ("fork", "forkpty", "killpg", "setpgid", "environb"):
    delattr(os, name)
sys.modules["fcntl"] = sys.modules["resource"] = None
`
    const folder = pytestProject({
      'as-elsewhere/sitecustomize.py': missing,
      'test_a.py':
        'SEEN = []\n\ndef test_leaves():\n    SEEN.append(1)\n\ndef test_minds():\n    assert SEEN == []\n',
    })
    const { stdout, stderr, exitCode } = await leakcheck(['run'], folder, {
      PYTHONPATH: join(folder, 'as-elsewhere'),
    })
    expect(stderr).toContain('this system cannot clone a process')
    expect(stdout).toContain('2 tests: 1 clean, 1 victim')
    expect(exitCode).toBe(1)
  })

  test('files that tests write into the project', async () => {
    const text = `import pathlib
LOG = pathlib.Path(__file__).with_name("log.txt")

def test_writes():
    LOG.write_text("once")
    assert LOG.read_text() == "once"
    LOG.unlink()

def test_reads():
    assert not LOG.exists()
`
    const { report, exitCode } = await runPytest({ 'test_a.py': text })
    expect(report.counts).toMatchObject({ tests: 2, clean: 2 })
    expect(report.notCovered).toContainEqual({
      what: 'after: 1 order',
      why: expect.stringContaining('log.txt') as string,
    })
    expect(exitCode).toBe(0)
  })

  test('--no-fork gives the same verdicts', async () => {
    const files = {
      'test_a.py': `SEEN = []

def test_leaves():
    SEEN.append(1)

def test_minds():
    assert SEEN == []
`,
    }
    for (const args of [[], ['--no-fork']]) {
      const { report } = await runPytest(files, ...args)
      expect(report.tests.map(({ kind }) => kind)).toEqual(['clean', 'victim'])
    }
  })

  test('pollution at load time is told from pollution at run time', async () => {
    const { report, folder } = await runPytest({
      'shop.py': 'PRICES = {}\n',
      'test_a.py':
        'import shop\nshop.PRICES["tea"] = 3\n\ndef test_tea():\n    assert shop.PRICES["tea"] == 3\n',
      'test_b.py': 'import shop\n\ndef test_empty():\n    assert shop.PRICES == {}\n',
      'pytest.ini': '[pytest]\npythonpath = .\n',
    })
    const [finding] = report.findings
    expect(finding).toMatchObject({ kind: 'victim', victims: ['test_b.py::test_empty'] })
    const seen = Object.fromEntries(
      (finding?.evidence ?? []).map(({ what, failed, total }) => [what, failed === total]),
    )
    expect(seen).toMatchObject({ together: true, 'alone, every file imported': true, alone: false })
    // Its order names one test: what makes it fail is that the other file has been imported.
    const loaded = finding?.evidence.find(({ what }) => what.includes('imported'))
    for (const target of ['L1', join('.leakcheck', loaded?.order ?? '')])
      expect((await leakcheck(['replay', target], folder)).exitCode, target).toBe(1)
  })
})
