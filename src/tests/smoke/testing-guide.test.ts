import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { repository } from '../drive/folders.js'
import { codeBlocks } from '../drive/guide-examples.js'

const guide = join(repository, 'docs/testing.md')
const blocks = codeBlocks(readFileSync(guide, 'utf8'))

describe('docs/testing.md', () => {
  test('names a file for each block that can be run', () => {
    // None hides from the search, in a list or between tildes.
    const fences = readFileSync(guide, 'utf8').match(/^\s*(?:```|~~~)/gm)
    expect(blocks.length * 2).toBe(fences?.length)
    const plain = blocks.filter(({ files }) => files.length === 0).map(({ language }) => language)
    expect(new Set(plain)).toEqual(new Set(['text', 'console']))
    const named = blocks.filter(({ files }) => files.length > 0).map(({ language }) => language)
    expect(new Set(named)).toEqual(new Set(['python', 'js']))
  })

  test('starts with the words that tell it from memory leaks', () => {
    const lines = readFileSync(guide, 'utf8').split('\n').filter(Boolean)
    expect(lines[1]).toContain('state leak')
  })

  test('links to files that exist', () => {
    const targets = [...readFileSync(guide, 'utf8').matchAll(/\]\(([^)\s]+)\)/g)].map(
      ([, target = '']) => target,
    )
    const files = targets.filter((target) => !/^(#|[a-z]+:)/.test(target))
    expect(files.length).toBeGreaterThan(0)
    const missing = files.filter(
      (file) => !existsSync(resolve(dirname(guide), file.replace(/#.*/, ''))),
    )
    expect(missing).toEqual([])
  })
})
