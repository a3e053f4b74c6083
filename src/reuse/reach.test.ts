import { expect, test } from 'vitest'
import { changedPaths, reachOf, type Known } from './reach.js'

/** Two test files of a project whose imports are traced, and one of a project whose imports are not. */
const known: Known = {
  root: '/p',
  testFiles: new Map([
    ['app/a.test.ts', { project: 'app', file: 'a.test.ts' }],
    ['app/b.test.ts', { project: 'app', file: 'b.test.ts' }],
    ['py/test_c.py', { project: 'py', file: 'test_c.py' }],
  ]),
  related: ([file]) =>
    Promise.resolve({
      files:
        file === '/p/app/a.ts'
          ? ['app\na.test.ts']
          : file === '/p/app/b.test.ts'
            ? ['app\nb.test.ts']
            : [],
      untraced: ['py'],
    }),
  isNamed: () => false,
}
const reach = (changed: string[], { gone = [] as string[], ...other }: Partial<Known> & { gone?: string[] } = {}) =>
  reachOf(changed, (path) => !gone.includes(path), { ...known, ...other }) // prettier-ignore

test('created, changed and removed files are changes', () => {
  expect(changedPaths({ a: '1', b: '1', c: '1' }, { a: '1', b: '2', d: '1' })).toEqual(['b', 'c', 'd']) // prettier-ignore
})

test('if no file has changed, nothing is reached', async () => {
  expect(await reach([])).toEqual({ files: new Set(), projects: new Map() })
})

test('a source file reaches the tests that import it, and all of a project whose imports are not traced', async () => {
  expect(await reach(['app/a.ts'])).toEqual({
    files: new Set(['app\na.test.ts']),
    projects: new Map([['py', 'app/a.ts']]),
  })
})

test('a test file reaches only itself, or everything if another file names it and imports are not traced', async () => {
  const own = { files: new Set(['py\ntest_c.py']), projects: new Map() }
  expect(await reach(['py/test_c.py'])).toEqual(own)
  expect(await reach(['py/test_c.py'], { gone: ['py/test_c.py'] })).toEqual(own)
  expect(await reach(['py/test_c.py'], { isNamed: () => true })).toEqual({ everything: 'py/test_c.py' }) // prettier-ignore
})

test('a file that no test imports reaches everything, and documentation reaches nothing', async () => {
  expect(await reach(['app/data.json'])).toEqual({ everything: 'app/data.json' })
  expect(await reach(['app/a.ts'], { gone: ['app/a.ts'] })).toEqual({ everything: 'app/a.ts' })
  expect(await reach(['README.md', 'LICENSE', 'docs/x.rst'])).toMatchObject({ files: new Set() })
})

test('a lock file reaches everything, and so do more than 200 changes', async () => {
  expect(await reach(['app/a.ts', 'app/package-lock.json'])).toEqual({ everything: 'app/package-lock.json' }) // prettier-ignore
  const many = Array.from({ length: 201 }, (_, index) => `app/b.test.ts${String(index)}`)
  expect(await reach(many)).toEqual({ everything: '201 files' })
})
