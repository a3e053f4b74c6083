/** What docs/testing.md shows, taken out of it. */
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fixtures } from './folders.js'

const PACKAGES: Readonly<Record<string, string>> = {
  vitest: 'vitest',
  mocha: 'mocha',
  node: 'node:test',
}
const PYTEST_INI = '[pytest]\nasyncio_default_fixture_loop_scope = function\n'

export interface Block {
  readonly language: string
  readonly files: readonly string[]
  readonly text: string
}

/** Each fenced block; `file=pytest/{a,b}/x.py,node/c/y.js` in its info string names the files that it is. */
export function codeBlocks(markdown: string): readonly Block[] {
  return [...markdown.matchAll(/^```(\S*)(.*)\n([\s\S]*?)^```$/gm)].map(
    ([, language = '', info = '', text = '']) => {
      const names = /^ file=(\S+)$/.exec(info)?.[1]
      return { language, files: names === undefined ? [] : expand(names), text }
    },
  )
}

/** As a shell does it: commas outside of braces separate, commas in braces multiply. */
function expand(names: string): readonly string[] {
  return names.split(/,(?![^{]*\})/).flatMap((name) => {
    const [found, choices] = /\{([^}]*)\}/.exec(name) ?? []
    if (found === undefined || choices === undefined) return [name]
    return choices.split(',').flatMap((choice) => expand(name.replace(found, choice)))
  })
}

/** All files of all blocks, and what makes them a project. */
export function writeExamples(blocks: readonly Block[], folder: string): void {
  const all: Record<string, string> = {
    'vitest/package.json': '{ "type": "module" }',
    'mocha/package.json': '{ "type": "module" }',
    'node/package.json': '{ "type": "module" }',
    // Else the one of this repository is found, upwards from here.
    'vitest/vitest.config.mjs': 'export default {}',
    'reverse_order.py': 'def pytest_collection_modifyitems(items):\n    items.reverse()\n',
  }
  for (const { files, text } of blocks)
    for (const file of files) {
      const [runner = '', suite = ''] = file.split('/')
      // One text for several runners: the guide says that only this is different.
      all[file] = text.replace(/from '(vitest|node:test)'/g, `from '${PACKAGES[runner] ?? '$1'}'`)
      // What makes the folder the root of its project.
      if (runner === 'jest') all[join(runner, suite, 'package.json')] = '{ "type": "commonjs" }'
      if (runner === 'pytest') all[join(runner, suite, 'pytest.ini')] = PYTEST_INI
    }
  for (const [name, text] of Object.entries(all)) {
    mkdirSync(join(folder, name, '..'), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
  for (const runner of ['jest', 'mocha'])
    symlinkSync(join(fixtures, 'testing-guide/node_modules'), join(folder, runner, 'node_modules'))
}
