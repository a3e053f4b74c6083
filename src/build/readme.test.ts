import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '../..')
const readme = readFileSync(join(root, 'README.md'), 'utf8')
const { files, keywords } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  files: string[]
  keywords: string[]
}

test('the README has no link and no picture that is dead where the registry shows it', () => {
  const targets = [...readme.matchAll(/\]\(([^)]*)\)|(?:src|href)="([^"]*)"/g)]
  expect(
    targets.map(([, one, other]) => one ?? other).filter((to) => !to?.startsWith('#')),
  ).toEqual([])
})

test('every document that the README names is there, and is in the package', () => {
  const named = [...readme.matchAll(/`((?:docs\/[\w./-]+|[A-Z]+)\.(?:md|png))`/g)].map(
    ([, name = '']) => name,
  )
  expect(named).toContain('docs/ci.md')
  for (const name of named) {
    expect(existsSync(join(root, name)), name).toBe(true)
    expect(files, name).toContain(name.split('/')[0])
  }
})

test('the package can be found by what it is for', () => {
  for (const word of ['vitest', 'pytest', 'flaky-tests']) expect(keywords).toContain(word)
})
