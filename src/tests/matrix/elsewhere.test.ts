import { execa } from 'execa'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import type { Report } from '../../model/report-document.js'
import { cell } from '../drive/cell.js'
import { leakcheck } from '../drive/run-leakcheck.js'

const FILES = {
  'package.json': '{ "name": "page", "private": true, "type": "module" }',
  // Each project of `projects` has a Vite server of its own, and that one guards the project's folder.
  'vitest.config.js': `export default { test: { projects: [{ extends: true, test: { name: 'dom', environment: 'happy-dom' } }] } }\n`,
  'test/cart.test.js': `import { expect, test } from 'vitest'
const cart = []
test('adds a book', () => { cart.push('book'); expect(cart).toContain('book') })
test('starts empty', () => expect(cart).toEqual([]))\n`,
}

cell('elsewhere', () => {
  test('a leakcheck that lies elsewhere drives a DOM project', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'elsewhere-'))
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
    mkdirSync(join(folder, 'test'))
    for (const [name, text] of Object.entries(FILES)) writeFileSync(join(folder, name), text)
    const packages = ['vitest@4.1.12', 'happy-dom@20.8.3']
    await execa('npm', ['install', '--no-audit', '--no-fund', ...packages], { cwd: folder })
    const { exitCode, stdout, stderr } = await leakcheck(['run', '--json'], folder)
    expect(exitCode, stderr).toBe(1)
    expect((JSON.parse(stdout) as Report).findings[0]?.victims).toEqual([
      '[dom] test/cart.test.js > starts empty',
    ])
  })
})
