/**
 * Where real projects keep their files: one planted leak in each layout, found, replayed and shown by the runner's own command, both as
 * they were printed. One test leaves a file behind, which takes leakcheck into copies of the project after its first run.
 */
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { cell } from '../drive/cell.js'
import { virtualenv } from '../drive/folders.js'
import { checkSuite, inShell } from '../drive/run-leakcheck.js'
import { temporaryFolder } from '../drive/temporary-folder.js'

const RECEIPT = 'receipt.txt'

/** What shells, globs, regular expressions and file URLs read as something else; Vite itself finds nothing in a folder with a #. */
const ODD = `it's "my" $HOME [v1] (a+b) 100%25 {x} ünï 日本`

type Files = Readonly<Record<string, string>>

/** A bracket in the name of a test file is what pytest itself cannot be given. */
const ODD_PYTHON = `it's my $HOME (a+b) 100%25 {x} ünï 日本`

const PACKAGE = '{ "name": "shop", "private": true, "type": "module" }'
const CART = `export const cart: string[] = []\n`
const LEAK = (from: string): string => `import { expect, test } from 'vitest'
import { cart } from '${from}'

test('adds a book', () => {
  cart.push('book')
  expect(cart).toContain('book')
})
test('starts empty', () => expect(cart).toEqual([]))
`
const WRITES = `import { test } from 'vitest'
import { writeFileSync } from 'node:fs'

test('writes a receipt', () => writeFileSync('receipt.txt', 'paid'))
`

const PY_CART = 'items = []\n'
const PY_LEAK = (from: string): string => `from ${from} import items


def test_adds_a_book():
    items.append("book")
    assert "book" in items


def test_starts_empty():
    assert items == []
`
const PY_WRITES = `def test_writes_a_receipt():
    with open("receipt.txt", "w") as file:
        file.write("paid")
`

function write(folder: string, files: Files): string {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
  return folder
}

interface Expected {
  readonly victim: string
  readonly polluter: string
}

/** @param cwd where leakcheck is started, and its commands are pasted */
async function expectFound(
  cwd: string,
  { victim, polluter }: Expected,
  args: readonly string[] = [],
): Promise<void> {
  const { report, exitCode, stderr } = await checkSuite(cwd, args)
  const said = JSON.stringify([report.findings, report.errors, report.notCovered, stderr], null, 1)
  expect(exitCode, said).toBe(1)
  expect(report.findings, said).toHaveLength(1)
  expect(report.findings, said).toMatchObject([
    { victims: [victim], cause: { kind: 'polluter', tests: [polluter] } },
  ])
  expect(report.counts.clean, said).toBe(report.counts.tests - 1)
  // Copies of the project were made, and they served.
  expect(report.outside, said).toMatchObject({ copies: true, left: [{ path: RECEIPT }] })
  const { replay, runnerCommand = 'none' } = report.findings[0] ?? {}
  for (const line of [replay ?? '', runnerCommand]) {
    const { exitCode, stdout, stderr } = await inShell(line, cwd)
    expect(exitCode, `${line}\n${stdout}${stderr}`).toBe(1)
    expect(stdout + stderr, line).toContain('book')
  }
}

cell('layouts/vitest-odd-names', () => {
  test('Vitest: odd names, a hidden folder, aliases, tests beside sources', async () => {
    const folder = write(join(temporaryFolder('layout-'), '.hidden', ODD), {
      'package.json': PACKAGE,
      'tsconfig.json': '{ "compilerOptions": { "paths": { "#lib/*": ["./src/*"] } } }',
      'vitest.config.ts': `import { fileURLToPath } from 'node:url'
export default {
  resolve: { tsconfigPaths: true, alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
}
`,
      'src/cart.ts': CART,
      'src/shelf.ts': `export { cart } from '#lib/cart'\n`,
      [`src/${ODD}/${ODD}.test.ts`]: LEAK('@/shelf'),
      'src/sum.test.ts': WRITES,
    })
    const file = `src/${ODD}/${ODD}.test.ts`
    await expectFound(folder, {
      victim: `${file} > starts empty`,
      polluter: `${file} > adds a book`,
    })
  })
})

cell('layouts/vitest-links', () => {
  test('Vitest: reached through links: the folder, the tests, a package', async () => {
    const base = temporaryFolder('layout-')
    write(base, {
      // Vite imports files from where they really are, and they find what is beside them there.
      'elsewhere/cart.test.ts': LEAK('../real/shop/src/basket'),
      'real/shop/package.json': PACKAGE,
      'real/shop/vitest.config.mjs': 'export default {}\n',
      'real/shop/src/basket.ts': `export { cart } from '@shop/cart'\n`,
      'real/shop/src/sum.test.ts': WRITES,
      'real/cart/package.json':
        '{ "name": "@shop/cart", "type": "module", "exports": "./cart.ts" }',
      'real/cart/cart.ts': CART,
    })
    mkdirSync(join(base, 'real/modules/@shop'), { recursive: true })
    symlinkSync('../../cart', join(base, 'real/modules/@shop/cart'))
    symlinkSync('../modules', join(base, 'real/shop/node_modules'))
    symlinkSync('../../elsewhere', join(base, 'real/shop/tests'))
    symlinkSync('real/shop', join(base, 'link'))
    const expected = {
      victim: 'tests/cart.test.ts > starts empty',
      polluter: 'tests/cart.test.ts > adds a book',
    }
    await expectFound(base, expected, ['-C', 'link'])
  })
})

cell('layouts/vitest-workspace', () => {
  test('Vitest: a package of a workspace', async () => {
    const base = write(temporaryFolder('layout-'), {
      'package.json': '{ "name": "all", "private": true, "workspaces": ["packages/*"] }',
      'pnpm-workspace.yaml': 'packages: ["packages/*"]\n',
      // A worktree's.
      '.git': 'gitdir: /nowhere\n',
      'vitest.config.mjs': `export default { test: { projects: ['packages/*'] } }\n`,
      'packages/shop/package.json': PACKAGE,
      'packages/shop/vitest.config.mjs': `export default { test: { isolate: false, include: ['spec/*.ts'] } }\n`,
      'packages/shop/spec/a.ts': `import { expect, test } from 'vitest'
import { cart } from '@shop/cart'

test('adds a book', () => {
  cart.push('book')
  expect(cart).toContain('book')
})
`,
      'packages/shop/spec/b.ts': `import { expect, test } from 'vitest'
import { cart } from '@shop/cart'

test('starts empty', () => expect(cart).toEqual([]))
`,
      'packages/cart/package.json':
        '{ "name": "@shop/cart", "type": "module", "exports": "./cart.ts" }',
      'packages/cart/vitest.config.mjs': 'export default {}\n',
      'packages/cart/cart.ts': CART,
      'packages/cart/sum.test.ts': WRITES,
    })
    mkdirSync(join(base, 'node_modules/@shop'), { recursive: true })
    symlinkSync('../../packages/cart', join(base, 'node_modules/@shop/cart'))
    const from = async (cwd: string, name: string): Promise<void> => {
      const { report, exitCode } = await checkSuite(cwd)
      expect(exitCode, JSON.stringify(report)).toBe(1)
      expect(report.findings.map(({ victims }) => victims)).toEqual([
        [`${name}spec/b.ts > starts empty`],
      ])
      const { stdout, exitCode: again } = await inShell(report.findings[0]?.replay ?? '', cwd)
      expect(again, stdout).toBe(1)
    }
    await from(base, '[shop] ')
    await from(join(base, 'packages/shop'), '')
  })
})

cell('layouts/pytest-odd-names', () => {
  test('pytest: odd names, sources in src/, links to the folder and the tests', async () => {
    const base = temporaryFolder('layout-')
    const real = write(join(base, '.hidden', ODD), {
      'pytest.ini': '[pytest]\npythonpath = src\ntestpaths = tests\n',
      'src/shop/cart.py': PY_CART,
      [`tests/${ODD_PYTHON}/test_sum.py`]: PY_WRITES,
    })
    write(base, { [`elsewhere/test_${ODD_PYTHON}.py`]: PY_LEAK('shop.cart') })
    symlinkSync('../../../elsewhere', join(real, 'tests/linked'))
    symlinkSync(join('.hidden', ODD), join(base, 'link'))
    symlinkSync(virtualenv, join(real, '.venv'))
    const file = `tests/linked/test_${ODD_PYTHON}.py`
    const expected = {
      victim: `${file}::test_starts_empty`,
      polluter: `${file}::test_adds_a_book`,
    }
    await expectFound(base, expected, ['-C', 'link'])
  })
})
