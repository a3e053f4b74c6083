/** The sequence that the README shows: all of it is about the last run, whatever is looked into in between. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Report } from '../../model/report-document.js'
import { LEAKY_PYTHON, pytestProject } from '../drive/made-up-pytest-project.js'
import { readJson } from '../drive/read-json.js'
import { inShell, leakcheck } from '../drive/run-leakcheck.js'

const FLAG_PYTHON = `FLAGS = {}


def test_switches_on():
    FLAGS["mail"] = True


def test_is_quiet():
    assert not FLAGS, "mail is on"
`

test('run, replay, why, bisect, why, baseline update: a bisect is kept beside the run', async () => {
  const folder = pytestProject({ 'test_cart.py': LEAKY_PYTHON, 'test_flags.py': FLAG_PYTHON })
  const call = (...args: string[]) => leakcheck(args, folder)
  const read = (path: string) => readJson<Report>(join(folder, '.leakcheck', path))
  expect((await call('run', '--repeats', '1')).exitCode).toBe(1)
  const ran = read('report.json')
  const victim = 'test_flags.py::test_is_quiet'
  const second = ran.findings.find(({ victims }) => victims.includes(victim))?.id ?? ''
  expect(ran.findings).toHaveLength(2)
  expect((await call('replay', second)).exitCode).toBe(1)
  const before = await call('why', 'test_starts_empty', '--json')

  const bisected = await call('bisect', victim, '--repeats', '1', '--reporter', 'html')
  expect(bisected.exitCode, bisected.stderr).toBe(1)
  expect(read('report.json')).toEqual(ran)
  expect(existsSync(join(folder, '.leakcheck/history'))).toBe(false)
  expect(existsSync(join(folder, '.leakcheck/report.html'))).toBe(false)
  expect(existsSync(join(folder, '.leakcheck/bisect/report.html'))).toBe(true)
  const [found, ...others] = read('bisect/report.json').findings
  expect(others).toEqual([])
  expect(found?.victims).toEqual([victim])
  // Its own command finds it; the run's findings are what they were.
  expect(found?.replay).toContain('replay bisect/L1')
  const replayed = await inShell(found?.replay ?? '', folder)
  expect(replayed.exitCode, replayed.stdout + replayed.stderr).toBe(1)
  expect(replayed.stdout).toContain('test_is_quiet')

  const after = await call('why', 'test_starts_empty', '--json')
  expect(JSON.parse(after.stdout)).toEqual(JSON.parse(before.stdout))
  const update = await call('baseline', 'update', '--reason', 'known')
  expect(update.stdout).toContain('2 added')
})
