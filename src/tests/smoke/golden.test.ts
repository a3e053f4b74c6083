import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openReporters } from '../../cli/open-reporters.js'
import { reporters } from '../../report/index.js'
import { plainPaint } from '../../report/paint.js'
import { goldenReport } from '../expect/golden-report.js'
import { temporaryFolder } from '../drive/temporary-folder.js'
import { repository } from '../drive/folders.js'

// One report in every format that people or machines read as it is, to be read by whoever changes what a reporter says.
// `npx vitest run fixtures/golden.test.ts -u` writes them anew.
const golden = join(import.meta.dirname, '../golden')
const FILES = {
  terminal: 'terminal.txt',
  markdown: 'summary.md',
  github: 'annotations.txt',
  junit: 'junit.xml',
  sarif: 'leakcheck.sarif',
  ctrf: 'ctrf.json',
} as const
const OWN = 'own-reporter.txt'
const options = {
  paint: plainPaint,
  pathInRepository: 'packages/shop',
  sourceUrl: 'https://github.com/acme/shop/blob/1f2e3d',
}

test('there is one of each, and nothing else', () => {
  expect(readdirSync(golden).sort()).toEqual([...Object.values(FILES), OWN].sort())
})

test.each(Object.entries(FILES))('%s: %s', async (name, file) => {
  const render = await reporters[name as keyof typeof FILES]()
  await expect(render(goldenReport(), options)).toMatchFileSnapshot(join(golden, file))
})

test('a module by its path: the one that the docs show', async () => {
  const docs = readFileSync(join(repository, 'docs/reporters.md'), 'utf8')
  const [, code = ''] = /```ts\n(import type \{ CustomReporter[\s\S]*?)```/.exec(docs) ?? []
  const cwd = temporaryFolder('own-reporter-')
  writeFileSync(join(cwd, 'mine.ts'), code)
  const [opened] = await openReporters({ reporters: [{ name: './mine.ts' }], cwd })
  if (!opened || !('render' in opened)) throw new Error('it was not loaded')
  await expect(await opened.render(goldenReport(), options)).toMatchFileSnapshot(join(golden, OWN))
})
