/** pytest as a user meets it: what is missing or broken is said in one line, with a hint. */
import { execa } from 'execa'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { Report } from '../../model/report-document.js'
import { PASSING_PYTHON, pytestProject, runPytest } from '../drive/made-up-pytest-project.js'
import { leakcheck } from '../drive/run-leakcheck.js'

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
      { 'test_a.py': PASSING_PYTHON, 'test_b.py': 'import os\nos._exit(5)\n' },
      [],
      /the process ended \(exit code 5\) while pytest was importing test_b\.py/,
      /--collect-only/,
    ],
  ] as const)('%s', async (_, files, args, message, hint) => {
    const { exitCode, stderr } = await leakcheck(
      ['run', ...args],
      pytestProject({ 'test_a.py': PASSING_PYTHON, ...files }),
    )
    const lines = stderr.split('\n').filter((line) => /^(leakcheck:| {2}hint:)/.test(line))
    expect(lines[0], stderr).toMatch(message)
    expect(lines[1], stderr).toMatch(hint)
    expect(exitCode).toBe(2)
  })

  test('a Python without pytest', async () => {
    const empty = mkdtempSync(join(tmpdir(), 'no-pytest-'))
    onTestFinished(() => {
      rmSync(empty, { recursive: true })
    })
    await execa('python3', ['-m', 'venv', '--without-pip', empty])
    const { exitCode, stderr } = await leakcheck(
      ['run', '--python', empty],
      pytestProject({ 'test_a.py': PASSING_PYTHON }),
    )
    expect(stderr).toContain(`${join(empty, 'bin/python')} has no pytest`)
    expect(exitCode).toBe(2)
  })

  test('not one file can be imported', async () => {
    const { exitCode, report } = await runPytest({
      'test_a.py': 'raise RuntimeError("no database")\n',
    })
    expect(exitCode).toBe(2)
    expect(report.errors[0]).toMatchObject({ code: 'nothing-collected' })
    expect(report.errors[0]?.message).toContain('no database')
  })

  test('nothing that matches: exit code 4', async () => {
    const { exitCode } = await leakcheck(
      ['run', 'tests/nowhere'],
      pytestProject({ 'test_a.py': PASSING_PYTHON }),
    )
    expect(exitCode).toBe(4)
    expect((await leakcheck(['list'], pytestProject({}))).exitCode).toBe(4)
  })
})

test('a part of the suite is what is collected', async () => {
  const folder = pytestProject({
    'unit/test_a.py': PASSING_PYTHON,
    'api/test_b.py': 'raise RuntimeError("needs a server")\n',
  })
  const { stdout, exitCode } = await leakcheck(['run', 'unit', '--json'], folder)
  const report = JSON.parse(stdout) as Report
  expect(report.tests.map(({ id }) => id)).toEqual(['unit/test_a.py::test_passes'])
  expect(report.errors).toEqual([])
  expect(exitCode).toBe(0)
})

test('doctor says which Python and why', async () => {
  const folder = pytestProject({ 'test_a.py': PASSING_PYTHON })
  const { stdout, exitCode } = await leakcheck(['doctor', '--json'], folder)
  expect(JSON.parse(stdout)).toMatchObject({
    projects: [{ runner: { name: 'pytest', version: '8.4.2' }, tests: 1, isolation: 'project' }],
    python: expect.stringMatching(/\.venv/) as string,
  })
  expect(stdout).toMatch(/pytest\.ini in this folder; Python: .*\.venv/)
  expect(exitCode, stdout).toBe(0)
})
