import { isAbsolute, join, relative } from 'node:path'
import type { Wanted } from '../adapter.js'
import { hashSeed, type PytestSetup } from './setup.js'

/**
 * `python -m pytest id id…`: pytest runs the tests that it is given in that order. A file that is only to be imported is
 * named with all of its tests deselected.
 */
export function commandLine(
  { cwd, python, environment, runnerArgs }: Omit<PytestSetup, 'fork'>,
  { order, imports, project }: Wanted,
): readonly string[] | undefined {
  const names = order.map(({ file, titlePath }) => [fromHere(file), ...titlePath].join('::'))
  // The same test again is taken out by pytest; a name on two tests means both.
  const isPlain = order.every(({ ordinal, titlePath }) => ordinal === 0 && titlePath.length > 0)
  if (!isPlain || new Set(names).size < names.length || names.some((name) => /[\n\r]/.test(name)))
    return undefined
  const files = imports.map(fromHere)
  // Behind a bracket pytest looks for parameters.
  if ([...files, ...order.map(({ file }) => fromHere(file))].some((file) => file.includes('[')))
    return undefined
  return [
    // Without it Python takes another seed each time.
    ...(environment.PYTHONHASHSEED === undefined
      ? [`PYTHONHASHSEED=${hashSeed(environment)}`]
      : []),
    ...[shown(python), '-m', 'pytest'],
    ...runnerArgs,
    // Whatever shuffles tests would shuffle these.
    ...(runnerArgs.includes('no:randomly') ? [] : ['-p', 'no:randomly']),
    // Whatever deals them out to several processes would part these.
    ...(project.spreads ? ['-n0'] : []),
    ...files.flatMap((file) => [file, '--deselect', file]),
    ...names,
  ]

  function fromHere(file: string): string {
    return relative(cwd, join(project.root, file)).replaceAll('\\', '/')
  }

  function shown(program: string): string {
    const path = isAbsolute(program) ? relative(cwd, program) : program
    return path.startsWith('../../../..') || !path.includes('/') ? program : path
  }
}
