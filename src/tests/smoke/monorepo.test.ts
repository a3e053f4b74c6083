/** Packages with runners and settings of their own, checked from the folder that only holds them together. */
import { beforeAll, describe, expect, test } from 'vitest'
import type { Report } from '../../model/report-document.js'
import { monorepo, VICTIMS } from '../drive/monorepo.js'
import { inShell } from '../drive/run-leakcheck.js'

describe('packages of two runners, from their root', () => {
  const { root, run } = monorepo()
  let report: Report

  beforeAll(async () => {
    const { stdout, stderr } = await run('run', '--json', '--repeats', '1')
    expect(stdout, stderr).toMatch(/^\{/)
    report = JSON.parse(stdout) as Report
  })

  test('each is run by its own runner, with its own settings', () => {
    expect(report.projects.map(({ name, root: own, runner }) => [name, own, runner.name])).toEqual([
      ['notes', 'packages/notes', 'vitest'],
      ['shop', 'packages/shop', 'vitest'],
      ['texts', 'packages/texts', 'vitest'],
      ['web', 'packages/web', 'vitest'],
      ['services/api', 'services/api', 'pytest'],
    ])
    expect(report.errors).toEqual([])
    expect(report.counts).toMatchObject({ tests: 8, clean: 5, victim: 3, manifest: 3 })
    expect(report.notCovered).toEqual([
      {
        what: 'tests for jest in packages/legacy',
        why: "jest: not supported yet (package.json's script test)",
      },
    ])
    expect(report.findings.flatMap(({ victims }) => victims).sort()).toEqual(
      Object.values(VICTIMS).sort(),
    )
    expect(report.findings.map(({ cause }) => cause?.kind)).toEqual([
      'polluter',
      'polluter',
      'polluter',
    ])
  })

  test('findings are replayed, and the commands of their runners work, from the root', async () => {
    for (const { id, runnerCommand = 'false' } of report.findings) {
      const replayed = await run('replay', id)
      expect(replayed.exitCode, replayed.stdout + replayed.stderr).toBe(1)
      const own = await inShell(runnerCommand, root)
      expect(own.stdout + own.stderr, runnerCommand).toMatch(/1 failed/)
    }
  })

  test('a path means its package', async () => {
    const listed = await run('list', 'packages/shop')
    expect(listed.stdout).toContain(VICTIMS.vitest)
    expect(listed.stdout).not.toContain('texts')
  })
})
