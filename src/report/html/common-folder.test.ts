import { expect, test } from 'vitest'
import { commonFolder, without } from './common-folder.js'

test.each([
  [
    'the common folder is the deepest one that contains all files',
    ['src/cart/a.test.ts > x/y', 'src/cart/b/c.test.ts > z'],
    'src/cart/',
  ],
  [
    'the common folder ends with a whole folder name',
    ['src/cart/a.ts', 'src/cart-old/a.ts'],
    'src/',
  ],
  [
    'the common folder includes the project in front of it',
    ['[web] src/a.ts', '[web] src/b.ts'],
    '[web] src/',
  ],
  [
    'labels that are no paths are ignored',
    ['L1', 'any 18 of 51 tests', 'src/a.ts', 'src/b.ts'],
    'src/',
  ],
  ['files in different folders have no common folder', ['src/a.ts', 'test/a.ts'], ''],
  ['a single path has no common folder', ['src/a.ts', 'L1'], ''],
])('%s', (_, labels, folder) => expect(commonFolder(labels)).toBe(folder))

test('the common folder is removed from paths that begin with it, and from nothing else', () => {
  expect(without('src/', 'src/a.ts')).toBe('a.ts')
  expect(without('src/', '3 tests in src/a.ts')).toBe('3 tests in src/a.ts')
})
