import { mkdirSync, mkdtempSync, readlinkSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs' // prettier-ignore
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { copyTree } from './copy-tree.js'
import { leftOut } from './left-out.js'
import { linkPackages } from './link-packages.js'

const base = realpathSync(mkdtempSync(join(tmpdir(), 'copy-tree-')))
const root = join(base, 'project')
afterAll(() => rmSync(base, { recursive: true, force: true }))

function write(file: string): void {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, file)
}

/** Copies a project with these links, and tells where each of them leads in the copy. */
async function copied(links: Readonly<Record<string, string>>): Promise<Record<string, string>> {
  rmSync(base, { recursive: true, force: true })
  write(join(root, 'src/a.ts'))
  write(join(base, 'elsewhere/b.ts'))
  for (const [name, to] of Object.entries(links)) symlinkSync(to, join(root, name))
  const prefix = join(base, 'copies/p1')
  const copy = prefix + root
  const isLeftOut = leftOut(root, [])
  await copyTree(root, copy, isLeftOut, { root, prefix })
  await linkPackages(root, copy, isLeftOut, (path) => path === 'node_modules')
  return Object.fromEntries(
    Object.keys(links).map((name) => [name, readlinkSync(join(copy, name)).replace(base, '…')]),
  )
}

test('links inside the project stay inside its copy; links that lead out of it lead to the same place', async () => {
  const said = await copied({
    near: 'src/a.ts',
    full: join(root, 'src'),
    out: '../elsewhere',
    'src/deep': '../../elsewhere/b.ts',
    far: join(base, 'elsewhere'),
  })
  expect(said).toEqual({
    near: 'src/a.ts',
    full: `…/copies/p1${join(root, 'src')}`,
    out: '…/elsewhere',
    'src/deep': '…/elsewhere/b.ts',
    far: '…/elsewhere',
  })
})

test('a node_modules folder that is a link is a link in the copy, too', async () => {
  expect(await copied({ node_modules: '../elsewhere' })).toEqual({ node_modules: '…/elsewhere' })
})
