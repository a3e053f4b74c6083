import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { changedFiles } from './changed-files.js'

let folder: string
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'lc-test-')))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const git = (...args: string[]) =>
  execFileSync('git', ['-c', 'user.name=n', '-c', 'user.email=e@x', ...args], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'ignore'],
  })
const write = (name: string, text: string) => {
  mkdirSync(join(folder, name, '..'), { recursive: true })
  writeFileSync(join(folder, name), text)
}
const changed = async (ref?: string, cwd = folder) => {
  const found = await changedFiles(cwd, ref)
  return 'unknown' in found ? found.unknown : found.files.map((file) => relative(folder, file)).sort()
} // prettier-ignore

function repository(): void {
  git('init', '-q', '-b', 'main')
  write('.gitignore', 'ignored\n')
  write('a/one.js', '1')
  write('two.js', '2')
  git('add', '-A')
  git('commit', '-qm', 'first')
}

test('without a revision: changed, staged and new files, the same from every folder of the repository', async () => {
  repository()
  expect(await changed()).toEqual([])
  write('a/one.js', '11')
  write('two.js', '22')
  git('add', 'two.js')
  write('new ümläut\n.js', '')
  write('ignored', '')
  const all = ['a/one.js', 'new ümläut\n.js', 'two.js']
  expect(await changed()).toEqual(all)
  expect(await changed(undefined, join(folder, 'a'))).toEqual(all)
})

test('since a branch: what changed after the branches parted, not what the other one has committed since', async () => {
  repository()
  git('checkout', '-qb', 'feature')
  write('feature.js', '')
  git('add', '-A')
  git('commit', '-qm', 'feature')
  git('checkout', '-q', 'main')
  write('main.js', '')
  git('add', '-A')
  git('commit', '-qm', 'main')
  git('checkout', '-q', 'feature')
  write('two.js', '22')
  expect(await changed('main')).toEqual(['feature.js', 'two.js'])
})

test('without a repository, or without a commit, the answer is why nothing is known', async () => {
  expect(await changed()).toBe('this is no git repository')
  git('init', '-q', '-b', 'main')
  expect(await changed()).toBe('there is no commit yet to compare with')
})

test('a revision that git does not know is an error, with a hint if a path is called so', async () => {
  repository()
  await expect(changedFiles(folder, 'nope')).rejects.toMatchObject({
    message: '--changed: git knows no revision nope',
  })
  await expect(changedFiles(folder, 'a')).rejects.toMatchObject({
    message: '--changed: git knows no revision a: to name paths, put them before it',
  })
})

test('in a clone that is too shallow to compare, the answer is that the clone is shallow', async () => {
  repository()
  git('checkout', '-qb', 'feature')
  write('feature.js', '')
  git('add', '-A')
  git('commit', '-qm', 'feature')
  const from = pathToFileURL(folder).href
  git('clone', '-q', '--depth', '1', '--branch', 'feature', from, 'clone')
  expect(await changed('origin/main', join(folder, 'clone'))).toContain('this clone is shallow')
})
