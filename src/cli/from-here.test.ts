import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { fromHere, typedPath } from './from-here.js'

let here: string
let folder: string
beforeEach(() => {
  here = mkdtempSync(join(tmpdir(), 'here-'))
  folder = join(here, 'packages/shop')
  mkdirSync(join(folder, 'tests'), { recursive: true })
  for (const file of ['tests/a.test.ts', 'both']) writeFileSync(join(folder, file), '')
  for (const file of ['both', 'order.txt']) writeFileSync(join(here, file), '')
})
afterEach(() => rmSync(here, { recursive: true, force: true }))

test.each([
  ['a path from the folder of -C', 'tests/a.test.ts', 'tests/a.test.ts'],
  ['a path from where the user is', 'packages/shop/tests/a.test.ts', 'tests/a.test.ts'],
  ['that folder itself', 'packages/shop', '.'],
  ['a file beside that folder', 'order.txt', '../../order.txt'],
  ['a path that both have', 'both', 'both'],
  ['a path that is nowhere', 'cart', 'cart'],
])('%s', (_, typed, meant) => {
  expect(typedPath(typed, folder, here)).toBe(meant)
})

test('a path is printed from where the user is', () => {
  expect(fromHere(join(process.cwd(), 'packages/shop/out.html'))).toBe('packages/shop/out.html')
  expect(fromHere(process.cwd())).toBe('.')
})
