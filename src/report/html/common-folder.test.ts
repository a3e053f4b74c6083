import { expect, test } from 'vitest'
import { commonFolder, without } from './common-folder.js'

test.each([
  ['what all lie in', ['src/cart/a.test.ts > x/y', 'src/cart/b/c.test.ts > z'], 'src/cart/'],
  ['whole names of folders', ['src/cart/a.ts', 'src/cart-old/a.ts'], 'src/'],
  ['a project in front of it', ['[web] src/a.ts', '[web] src/b.ts'], '[web] src/'],
  ['what is no path has no say', ['L1', 'any 18 of 51 tests', 'src/a.ts', 'src/b.ts'], 'src/'],
  ['nothing in common', ['src/a.ts', 'test/a.ts'], ''],
  ['of a single one it is news', ['src/a.ts', 'L1'], ''],
])('%s', (_, labels, folder) => expect(commonFolder(labels)).toBe(folder))

test('what does not lie in it stays as it is', () => {
  expect(without('src/', 'src/a.ts')).toBe('a.ts')
  expect(without('src/', '3 tests in src/a.ts')).toBe('3 tests in src/a.ts')
})
