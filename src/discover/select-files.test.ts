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
  ['without a path, every file is selected', [], FILES],
  [
    'a folder selects the files in it, not those whose path begins alike',
    ['src/cart'],
    ['src/cart/price.test.ts'],
  ],
  ['a folder may end in a slash', ['src/cart/'], ['src/cart/price.test.ts']],
  ['the folder . selects every file', ['.'], FILES],
  ['the path of a file selects that file', ['src/cart.test.ts'], ['src/cart.test.ts']],
  ['the path of a file may look like a glob', ['src/[id]/page.test.ts'], ['src/[id]/page.test.ts']],
  [
    'a glob selects the files that match it',
    ['src/*/*.test.ts'],
    ['src/cart/price.test.ts', 'src/cartoon/cat.test.ts', 'src/[id]/page.test.ts'],
  ],
  ['a glob reaches into hidden folders', ['**/x.test.ts'], ['.hidden/x.test.ts']],
  [
    'a part of a path selects the files with that part in their path',
    ['price'],
    ['src/cart/price.test.ts'],
  ],
  [
    'several paths select what each of them selects',
    ['cartoon', 'src/cart.test.ts'],
    ['src/cart.test.ts', 'src/cartoon/cat.test.ts'],
  ],
  ['a path that matches nothing selects no file', ['no-such'], []],
])('%s', (_, paths, expected) => {
  expect(selected(...paths)).toEqual(expected)
})

test('a path through a link selects the files it leads to; a linked folder also works by its own name', () => {
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
