import { execFileSync } from 'node:child_process'
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import type { Report } from '../../model/report-document.js'
import { leakcheck, type Finished } from './run-leakcheck.js'
import { temporaryFolder } from './temporary-folder.js'

/** A basket that keeps what is in it, a price that does not, and a page about both. */
export const VITEST_SHOP = {
  'package.json': '{ "name": "shop", "private": true, "type": "module" }',
  // Vitest would find the one of this repository, upwards from here.
  'vitest.config.js': 'export default {}\n',
  'docs/shop.md': '# Shop\n',
  'src/basket.js': 'export const basket = []\n',
  'src/price.js': 'export const price = (euros) => `${euros} €`\n',
  'test/basket.test.js': `import { expect, test } from 'vitest'
import { basket } from '../src/basket.js'
test('takes a book', () => { basket.push('book'); expect(basket).toContain('book') })
test('starts empty', () => expect(basket).toEqual([]))\n`,
  'test/price.test.js': `import { expect, test } from 'vitest'
import { price } from '../src/price.js'
test('is in euros', () => expect(price(1)).toBe('1 €'))\n`,
}

interface Shop {
  readonly folder: string
  readonly git: (...args: string[]) => void
  /** An empty line more in a file. */
  readonly change: (file: string) => void
  /** `seen`: what was looked at, by the last words of ids. */
  readonly run: (...args: string[]) => Promise<Finished & { seen: string[]; report: Report }>
}

/** A new git repository with these files, all of them committed on `main`. */
export function shopRepository(files: Readonly<Record<string, string>>): Shop {
  const folder = temporaryFolder('changed-')
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(join(folder, file, '..'), { recursive: true })
    writeFileSync(join(folder, file), text)
  }
  const git = (...args: string[]): void => {
    execFileSync('git', ['-c', 'user.name=n', '-c', 'user.email=e@x', ...args], { cwd: folder })
  }
  git('init', '-q', '-b', 'main')
  git('add', '-A')
  git('commit', '-qm', 'a shop')
  return {
    folder,
    git,
    change: (file) => appendFileSync(join(folder, file), '\n'),
    async run(...args) {
      const finished = await leakcheck(['run', '--repeats', '1', ...args, '--json'], folder)
      expect(finished.stdout, finished.stderr).toMatch(/^\{/)
      const report = JSON.parse(finished.stdout) as Report
      const seen = report.tests.filter(({ kind }) => kind !== 'not-compared')
      return { ...finished, report, seen: seen.map(({ titlePath }) => titlePath.at(-1) ?? '') }
    },
  }
}
