import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished, expect, test } from 'vitest'
import { makeTemporaryFolder, type TemporaryFolder } from './temporary-folder.js'

function made(): { folder: TemporaryFolder; write: (name: string, text: string) => string } {
  const top = mkdtempSync(join(tmpdir(), 'temporary-folder-'))
  onTestFinished(() => rmSync(top, { recursive: true }))
  const folder = makeTemporaryFolder(join(top, 't1'))
  return {
    folder,
    write(name, text) {
      const file = join(folder.path, name)
      writeFileSync(file, text)
      return file
    },
  }
}

test('what a run has left is named and taken away; what was there before stays', () => {
  const { folder, write } = made()
  const seed = write('seed.json', '{}')
  folder.settle(Date.now())
  mkdirSync(join(folder.path, 'shop'))
  const cache = write('shop/cache.json', '[1]')
  expect(folder.left()).toEqual([
    { path: '$TMPDIR/shop', change: 'created', before: 'not there', after: 'a folder' },
    { path: '$TMPDIR/shop/cache.json', change: 'created', before: 'not there', after: '3 bytes' },
  ])
  expect(folder.restore()).toBe(true)
  expect([existsSync(cache), existsSync(join(folder.path, 'shop'))]).toEqual([false, false])
  expect(readFileSync(seed, 'utf8')).toBe('{}')
})

test('only what is asked for is taken away, with all that is below it', () => {
  const { folder, write } = made()
  const [one, other] = [write('one', ''), write('one-more', '')]
  expect(folder.restore(['$TMPDIR/one'])).toBe(true)
  expect([existsSync(one), existsSync(other)]).toEqual([false, true])
})

test('a folder where what was set up has been changed, or removed, is of no use for another run', () => {
  const { folder, write } = made()
  const seed = write('seed.json', '{}')
  folder.settle(Date.now())
  write('seed.json', '{"a":1}')
  expect(folder.restore()).toBe(false)
  rmSync(seed)
  expect(folder.restore()).toBe(false)
})

test('what came after the moment of setting up is what a run has left', () => {
  const { folder, write } = made()
  write('late', '')
  folder.settle(Date.now() - 60_000)
  expect(folder.left().map(({ path }) => path)).toEqual(['$TMPDIR/late'])
})

test('a link is taken away, and not what it leads to', () => {
  const { folder, write } = made()
  const outside = `${folder.path}-outside`
  mkdirSync(outside)
  writeFileSync(join(outside, 'mine'), 'mine')
  symlinkSync(outside, join(folder.path, 'link'))
  const old = write('old', '')
  utimesSync(old, 1, 1)
  expect(folder.restore()).toBe(true)
  expect([existsSync(join(folder.path, 'link')), existsSync(old)]).toEqual([false, false])
  expect(readFileSync(join(outside, 'mine'), 'utf8')).toBe('mine')
})

test('folders that runners number or name by themselves are theirs', () => {
  const { folder } = made()
  mkdirSync(join(folder.path, 'pytest-of-me', 'pytest-0'), { recursive: true })
  mkdirSync(join(folder.path, 'J0Va4_aMFtVU5BClzoMGj', 'ssr'), { recursive: true })
  mkdirSync(join(folder.path, 'a-name-of-21-letters-'))
  expect(folder.left().map(({ path }) => path)).toEqual(['$TMPDIR/a-name-of-21-letters-'])
})
