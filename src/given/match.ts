import type { TestCase } from '../model/suite.js'
import type { GivenName, GivenOrder } from './given-order.js'

/** The same order in tests that are there now. */
export interface Matched {
  readonly tests: readonly TestCase[]
  /** Names that no test of this suite has. */
  readonly unknown: number
}

/** Finds the tests that a file names: by their ids, or by what runners write into JUnit files. */
export function match({ names }: GivenOrder, tests: readonly TestCase[]): Matched {
  const byName = new Map<string, TestCase[]>()
  for (const test of tests)
    for (const name of namesOf(test)) byName.set(name, [...(byName.get(name) ?? []), test])
  const used = new Set<TestCase>()
  let unknown = 0
  const matched = names.flatMap((given) => {
    // Several tests of one name: the first is the first.
    const candidates = keysOf(given).flatMap((key) => byName.get(key) ?? [])
    const found = candidates.find((test) => !used.has(test))
    if (!found) {
      unknown += candidates.length === 0 ? 1 : 0
      return []
    }
    used.add(found)
    return [found]
  })
  return { tests: matched, unknown }
}

function keysOf({ id, className, name }: GivenName): string[] {
  return [
    ...(id === undefined ? [] : [id]),
    ...(className === undefined || name === undefined ? [] : [pair(className, name)]),
    ...(name === undefined || name === id ? [] : [name]),
  ]
}

function namesOf({ id, file, titlePath }: TestCase): string[] {
  const classes = titlePath.slice(0, -1)
  const last = titlePath.at(-1) ?? ''
  // pytest: dots for slashes, and the classes behind the module.
  const module = file.replace(/\.py$/, '').replaceAll('/', '.')
  return [
    id,
    pair([module, ...classes].join('.'), last),
    // Vitest: the file, and all titles.
    pair(file, titlePath.join(' > ')),
  ]
}

function pair(className: string, name: string): string {
  return JSON.stringify([className, name])
}
