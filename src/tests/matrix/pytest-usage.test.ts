/** pytest as a user meets it: what is missing is said in one line, and what a clone cannot be trusted with is not cloned. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { execa } from 'execa'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { Report } from '../../model/report-document.js'
import { leakcheck } from '../drive/run-leakcheck.js'
import { temporaryFolder } from '../drive/temporary-folder.js'

const TIMEOUT = 120_000
const PASSING = 'def test_passes():\n    pass\n'

/** A new pytest project, below the folder whose virtualenv has pytest. */
function project(files: Readonly<Record<string, string>>): string {
  const folder = temporaryFolder('pytest-')
  for (const [name, text] of Object.entries({ 'pytest.ini': '[pytest]\n', ...files })) {
    mkdirSync(join(folder, name, '..'), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
  return folder
}

async function run(
  files: Readonly<Record<string, string>>,
  ...args: string[]
): Promise<{ report: Report; stderr: string; exitCode: number | undefined; folder: string }> {
  const folder = project(files)
  const { stdout, stderr, exitCode } = await leakcheck(
    ['run', '--reporter', 'terminal', '--reporter', 'json=report.json', ...args],
    folder,
  )
  expect(stdout + stderr).not.toBe('')
  const text = await execa('cat', [join(folder, 'report.json')])
  return { report: JSON.parse(text.stdout) as Report, stderr, exitCode, folder }
}

describe('what is missing or broken is one line, a hint, and exit code 2', () => {
  test.each([
    [
      'no such Python',
      {},
      ['--python', 'no/such'],
      /there is no Python at no\/such/,
      /interpreter/,
    ],
    [
      'a conftest that cannot be imported',
      { 'conftest.py': 'import no_such_module\n' },
      [],
      /No module named 'no_such_module'/,
      /--collect-only/,
    ],
    [
      'options that pytest does not know',
      { 'pytest.ini': '[pytest]\naddopts = --no-such-option\n' },
      [],
      /unrecognized arguments: --no-such-option/,
      /--collect-only/,
    ],
    [
      'a file that ends the process when it is imported',
      { 'test_a.py': PASSING, 'test_b.py': 'import os\nos._exit(5)\n' },
      [],
      /the process ended \(exit code 5\) while pytest was importing test_b\.py/,
      /--collect-only/,
    ],
  ] as const)('%s', { timeout: TIMEOUT }, async (_, files, args, message, hint) => {
    const { exitCode, stderr } = await leakcheck(
      ['run', ...args],
      project({ 'test_a.py': PASSING, ...files }),
    )
    const lines = stderr.split('\n').filter((line) => /^(leakcheck:| {2}hint:)/.test(line))
    expect(lines[0], stderr).toMatch(message)
    expect(lines[1], stderr).toMatch(hint)
    expect(exitCode).toBe(2)
  })

  test('a Python without pytest', { timeout: TIMEOUT }, async () => {
    const empty = mkdtempSync(join(tmpdir(), 'no-pytest-'))
    onTestFinished(() => {
      rmSync(empty, { recursive: true })
    })
    await execa('python3', ['-m', 'venv', '--without-pip', empty])
    const { exitCode, stderr } = await leakcheck(
      ['run', '--python', empty],
      project({ 'test_a.py': PASSING }),
    )
    expect(stderr).toContain(`${join(empty, 'bin/python')} has no pytest`)
    expect(exitCode).toBe(2)
  })

  test('not one file can be imported', { timeout: TIMEOUT }, async () => {
    const { exitCode, report } = await run({ 'test_a.py': 'raise RuntimeError("no database")\n' })
    expect(exitCode).toBe(2)
    expect(report.errors[0]).toMatchObject({ code: 'nothing-collected' })
    expect(report.errors[0]?.message).toContain('no database')
  })

  test('nothing that matches: exit code 4', { timeout: TIMEOUT }, async () => {
    const { exitCode } = await leakcheck(
      ['run', 'tests/nowhere'],
      project({ 'test_a.py': PASSING }),
    )
    expect(exitCode).toBe(4)
    expect((await leakcheck(['list'], project({}))).exitCode).toBe(4)
  })
})

describe('what a clone cannot be trusted with', () => {
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
  ])('%s: every run starts from nothing', { timeout: TIMEOUT }, async (_, text, why) => {
    const { report, stderr, exitCode } = await run({ 'test_a.py': `${text}\n${PASSING}` })
    expect(stderr).toMatch(/every run starts from nothing/)
    expect(stderr).toMatch(why)
    expect(report.counts.clean).toBe(1)
    expect(exitCode).toBe(0)
  })

  test('a worker thread that tests wait for', { timeout: TIMEOUT }, async () => {
    // In a clone there is no worker: the test would wait for ever.
    const text = `from concurrent.futures import ThreadPoolExecutor
POOL = ThreadPoolExecutor(1)
POOL.submit(int).result()

def test_asks_the_worker():
    assert POOL.submit(int).result() == 0

def test_does_not():
    pass
`
    const { report } = await run({ 'test_a.py': text })
    expect(report.counts).toMatchObject({ tests: 2, clean: 2 })
  })

  test(
    'threads that tests leave behind: nothing is cloned after them',
    { timeout: TIMEOUT },
    async () => {
      const text = `import threading, time

def test_leaves_a_thread():
    threading.Thread(target=time.sleep, args=(600,), daemon=True, name="left-behind").start()

${Array.from({ length: 20 }, (_, index) => `def test_${String(index)}():\n    pass\n`).join('\n')}`
      const { report } = await run({ 'test_a.py': text })
      expect(report.counts).toMatchObject({ tests: 21, clean: 21 })
      expect(report.notCovered).toContainEqual({
        what: 'after: 21 orders',
        why: expect.stringContaining('left-behind') as string,
      })
    },
  )

  test('random numbers: a seed left behind is seen', { timeout: TIMEOUT }, async () => {
    // CPython seeds a clone anew, which would hide that the second test always gets the same number.
    const text = `import random

def test_seeds():
    random.seed(1)

def test_draws():
    assert random.random() != random.Random(1).random()
`
    const { report, exitCode } = await run({ 'test_a.py': text })
    expect(report.tests.map(({ kind }) => kind)).toEqual(['clean', 'victim'])
    expect(exitCode).toBe(1)
  })

  test('anything, on a system that cannot clone', { timeout: TIMEOUT }, async () => {
    const missing = `import os, sys
for name in ("fork", "forkpty", "killpg", "setpgid", "environb"):
    delattr(os, name)
sys.modules["fcntl"] = sys.modules["resource"] = None
`
    const folder = project({
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

  test('files that tests write into the project', { timeout: TIMEOUT }, async () => {
    const text = `import pathlib
LOG = pathlib.Path(__file__).with_name("log.txt")

def test_writes():
    LOG.write_text("once")
    assert LOG.read_text() == "once"
    LOG.unlink()

def test_reads():
    assert not LOG.exists()
`
    const { report, exitCode } = await run({ 'test_a.py': text })
    expect(report.counts).toMatchObject({ tests: 2, clean: 2 })
    expect(report.notCovered).toContainEqual({
      what: 'after: 1 order',
      why: expect.stringContaining('log.txt') as string,
    })
    expect(exitCode).toBe(0)
  })

  test('--no-fork gives the same verdicts', { timeout: TIMEOUT }, async () => {
    const files = {
      'test_a.py': `SEEN = []

def test_leaves():
    SEEN.append(1)

def test_minds():
    assert SEEN == []
`,
    }
    for (const args of [[], ['--no-fork']]) {
      const { report } = await run(files, ...args)
      expect(report.tests.map(({ kind }) => kind)).toEqual(['clean', 'victim'])
    }
  })
})

test(
  'pollution at load time is told from pollution at run time',
  { timeout: TIMEOUT },
  async () => {
    const { report, folder } = await run({
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
  },
)

test('a part of the suite is what is collected', { timeout: TIMEOUT }, async () => {
  const folder = project({
    'unit/test_a.py': PASSING,
    'api/test_b.py': 'raise RuntimeError("needs a server")\n',
  })
  const { stdout, exitCode } = await leakcheck(['run', 'unit', '--json'], folder)
  const report = JSON.parse(stdout) as Report
  expect(report.tests.map(({ id }) => id)).toEqual(['unit/test_a.py::test_passes'])
  expect(report.errors).toEqual([])
  expect(exitCode).toBe(0)
})

test('doctor says which Python and why', { timeout: TIMEOUT }, async () => {
  const folder = project({ 'test_a.py': PASSING })
  const { stdout, exitCode } = await leakcheck(['doctor', '--json'], folder)
  expect(JSON.parse(stdout)).toMatchObject({
    projects: [{ runner: { name: 'pytest', version: '8.4.2' }, tests: 1, isolation: 'project' }],
    python: expect.stringMatching(/\.venv/) as string,
  })
  expect(stdout).toMatch(/pytest\.ini configures pytest; Python: .*\.venv/)
  expect(exitCode, stdout).toBe(0)
})
