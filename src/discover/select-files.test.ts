import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { selectFiles } from './select-files.js'

const FILES = [
  'src/cart.test.ts',
  'src/cart/price.test.ts',
  'src/cartoon/cat.test.ts',
  'src/[id]/page.test.ts',
  '.hidden/x.test.ts',
]
let cwd: string
beforeAll(() => {
  // The folder's own name must not count as a part of a path.
  cwd = mkdtempSync(join(tmpdir(), 'price-'))
  for (const file of FILES) {
    mkdirSync(join(cwd, file, '..'), { recursive: true })
    writeFileSync(join(cwd, file), '')
  }
})
afterAll(() => rmSync(cwd, { recursive: true, force: true }))

const selected = (...paths: string[]): string[] => {
  const wanted = selectFiles(paths, cwd)
  return FILES.filter((file) => wanted(join(cwd, file)))
}

test.each([
  ['nothing: every file', [], FILES],
  ['a folder: what is in it, not what begins like it', ['src/cart'], ['src/cart/price.test.ts']],
  ['a folder with a slash', ['src/cart/'], ['src/cart/price.test.ts']],
  ['this folder', ['.'], FILES],
  ['a file', ['src/cart.test.ts'], ['src/cart.test.ts']],
  [
    'a file in a folder that looks like a glob',
    ['src/[id]/page.test.ts'],
    ['src/[id]/page.test.ts'],
  ],
  [
    'a glob',
    ['src/*/*.test.ts'],
    ['src/cart/price.test.ts', 'src/cartoon/cat.test.ts', 'src/[id]/page.test.ts'],
  ],
  ['a glob that reaches hidden folders', ['**/x.test.ts'], ['.hidden/x.test.ts']],
  ['a part of a path', ['price'], ['src/cart/price.test.ts']],
  ['several', ['cartoon', 'src/cart.test.ts'], ['src/cart.test.ts', 'src/cartoon/cat.test.ts']],
  ['what matches nothing', ['no-such'], []],
])('%s', (_, paths, expected) => {
  expect(selected(...paths)).toEqual(expected)
})

test('a path by way of a link means what it leads to, and a linked folder what is found by its name', () => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'select-')))
  mkdirSync(join(folder, 'real/tests'), { recursive: true })
  writeFileSync(join(folder, 'real/tests/a.ts'), '')
  symlinkSync('real', join(folder, 'link'))
  symlinkSync('tests', join(folder, 'real/linked'))
  const root = join(folder, 'real')
  const inside = [join(root, 'tests/a.ts'), join(root, 'linked/a.ts')]
  const meant = (path: string): boolean[] => inside.map(selectFiles([path], root))
  expect(meant(join(folder, 'link/tests'))).toEqual([true, false])
  expect(meant(join(folder, 'link/tests/a.ts'))).toEqual([true, false])
  expect(meant('tests')).toEqual([true, false])
  expect(meant('linked')[1]).toBe(true)
  rmSync(folder, { recursive: true })
})
