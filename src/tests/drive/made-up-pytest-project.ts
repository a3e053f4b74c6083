import { execa } from 'execa'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import type { Report } from '../../model/report-document.js'
import { leakcheck } from './run-leakcheck.js'
import { temporaryFolder } from './temporary-folder.js'

export const PASSING_PYTHON = 'def test_passes():\n    pass\n'

/** One test leaves a book behind, which another minds. */
export const LEAKY_PYTHON = `CART = []


def test_adds():
    CART.append("book")
    assert CART


def test_starts_empty():
    assert CART == []
`

/** A new project from file names and their text, below the folder whose virtualenv has pytest. */
export function pytestProject(files: Readonly<Record<string, string>>): string {
  const folder = temporaryFolder('pytest-')
  for (const [name, text] of Object.entries({ 'pytest.ini': '[pytest]\n', ...files })) {
    mkdirSync(join(folder, name, '..'), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
  return folder
}

/** Runs leakcheck on a new project, and returns its report. */
export async function runPytest(
  files: Readonly<Record<string, string>>,
  ...args: string[]
): Promise<{ report: Report; stderr: string; exitCode: number | undefined; folder: string }> {
  const folder = pytestProject(files)
  const { stdout, stderr, exitCode } = await leakcheck(
    ['run', '--reporter', 'terminal', '--reporter', 'json=report.json', ...args],
    folder,
  )
  expect(stdout + stderr).not.toBe('')
  const text = await execa('cat', [join(folder, 'report.json')])
  return { report: JSON.parse(text.stdout) as Report, stderr, exitCode, folder }
}
