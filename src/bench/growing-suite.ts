import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Writes a light Vitest suite of `tests` tests, and returns its folder.
 *
 * @param shared all files in one process
 */
export function growingSuite(
  root: string,
  tests: number,
  { perFile = 10, shared = false } = {},
): string {
  const folder = join(root, `growing-${shared ? 'shared-' : ''}${String(tests)}`)
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(join(folder, 'tests'), { recursive: true })
  writeFileSync(
    join(folder, 'package.json'),
    '{ "name": "growing", "private": true, "type": "module" }\n',
  )
  // Vitest would find the one of this repository, upwards from there.
  writeFileSync(
    join(folder, 'vitest.config.mjs'),
    `export default ${shared ? '{ test: { isolate: false } }' : '{}'}\n`,
  )
  for (let file = 0; file < tests / perFile; file++) {
    const cases = Array.from(
      { length: perFile },
      (_, index) =>
        `test('adds ${String(index)}', () => expect(${String(index)} + 1).toBe(${String(index + 1)}))`,
    )
    const name = join(folder, 'tests', `sum-${String(file).padStart(3, '0')}.test.ts`)
    writeFileSync(name, `import { expect, test } from 'vitest'\n\n${cases.join('\n')}\n`)
  }
  return folder
}
