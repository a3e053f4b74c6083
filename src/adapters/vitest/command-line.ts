import { join, relative } from 'node:path'
import type { TestCase } from '../../model/suite.js'
import type { Wanted } from '../adapter.js'
import type { VitestSetup } from './setup.js'

/**
 * `vitest run file -t pattern`: exact as long as all tests are of one file, in the order in which it declares them, and no
 * other test of it has one of their names. Vitest's command line can express no other order.
 */
export function commandLine(
  { cwd, runnerArgs, version }: Omit<VitestSetup, 'packageDir'>,
  { order, imports, project, mates }: Wanted,
): readonly string[] | undefined {
  const [first] = order
  const fullName = ({ titlePath }: TestCase): string => titlePath.join(separatorOf(version))
  const ids = order.map(({ id }) => id)
  const inFile = mates.filter(({ file }) => file === first?.file)
  const declared = inFile.filter(({ id }) => ids.includes(id)).map(({ id }) => id)
  const names = new Set(order.map(fullName))
  const named = inFile.filter((test) => names.has(fullName(test)))
  const exact =
    first !== undefined &&
    imports.length === 0 &&
    order.every(({ titlePath }) => titlePath.length > 0) &&
    declared.join('\n') === ids.join('\n') &&
    named.length === ids.length
  if (!exact) return undefined
  return [
    ...[
      'npx',
      'vitest',
      'run',
      relative(cwd, join(project.root, first.file)).replaceAll('\\', '/'),
    ],
    ...runnerArgs,
    ...(project.runnerProject === '' ? [] : ['--project', project.runnerProject]),
    ...['-t', `^(${[...names].map(escaped).join('|')})$`],
  ]
}

/** What stands between titles in the names that Vitest holds its pattern against. */
function separatorOf(version: string): string {
  return Number.parseInt(version, 10) < 5 ? ' ' : ' > '
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
}
