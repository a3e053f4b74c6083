import type { TestCase } from './suite.js'

interface Group {
  readonly children: Map<string, Group>
}

/**
 * For tests: a suite as its outline says, one line a test: `file > describe > test`, which is also its id. Lines of
 * one file or describe need not stand together; in the suite they do, as in any file.
 */
export function suiteOf(lines: readonly string[], changes: Partial<TestCase> = {}): TestCase[] {
  const root: Group = { children: new Map() }
  for (const line of lines) {
    let group = root
    for (const title of line.split(' > ')) {
      const known = group.children.get(title) ?? { children: new Map<string, Group>() }
      group.children.set(title, known)
      group = known
    }
  }
  const tests: TestCase[] = []
  const walk = (group: Group, path: readonly string[], position: readonly number[]): void => {
    if (group.children.size === 0) tests.push(testCase(path, position, changes))
    ;[...group.children].forEach(([title, child], index) => {
      walk(child, [...path, title], path.length === 0 ? [] : [...position, index])
    })
  }
  walk(root, [], [])
  return tests
}

function testCase(
  path: readonly string[],
  position: readonly number[],
  changes: Partial<TestCase>,
): TestCase {
  const [file = '', ...titlePath] = path
  return {
    id: path.join(' > '),
    project: 'app',
    file,
    titlePath,
    ordinal: 0,
    domain: 'app/(node)',
    position,
    mode: 'run',
    concurrent: false,
    ...changes,
  }
}
