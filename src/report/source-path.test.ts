import { expect, test } from 'vitest'
import { sourcePath } from './source-path.js'

test('special characters of a path are percent-encoded, so that it is a relative URI', () => {
  expect(sourcePath('test/a b#1/größe?.py')).toBe('test/a%20b%231/gr%C3%B6%C3%9Fe%3F.py')
  expect(sourcePath("c:/(x)'*!.ts")).toBe('c%3A/%28x%29%27%2A%21.ts')
  expect(sourcePath('\ud800.py')).toBe('%EF%BF%BD.py')
})
