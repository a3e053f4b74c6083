/** Walks `fixtures/fairness/`: what leakcheck must not take for a leak, on every version of a runner to which it applies. */
import { existsSync, readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { expect, test } from 'vitest'
import { expectReport, type Expected } from '../expect/expect-report.js'
import { cell } from './cell.js'
import { copyFixture } from './copy-fixture.js'
import { fixtures } from './folders.js'
import { readJson } from './read-json.js'
import { argsOf, type RunnerVersion } from './runner-versions.js'
import { treeOf } from './tree-of.js'
import { appliesTo } from './walk-cases.js'

type Row = Expected & {
  /** Every file of the suite is afterwards what it was, and there is no other. */
  readonly untouched?: boolean
}

/**
 * Declares a test of every row of a runner, a cell each.
 *
 * @param file the test file, whose name is that of the cells
 */
export function walkFairness(version: RunnerVersion, file: string): void {
  const root = join(fixtures, 'fairness', version.runner)
  const rows = readdirSync(root)
    .filter((name) => existsSync(join(root, name, 'expected.json')))
    .filter((name) => appliesTo(rowOf(version, name), version))
    .sort()
  for (const name of rows)
    cell(`${basename(file, '.test.ts')}/${name}`, () => {
      test('what the suite may do is no leak, and what leaks is found', () =>
        expectFair(version, name))
    })
}

/** Runs leakcheck on a copy of a row's suite and compares with its truth. */
export async function expectFair(
  version: RunnerVersion,
  name: string,
  more: readonly string[] = [],
): Promise<void> {
  const { untouched, ...expected } = rowOf(version, name)
  // In a folder of its own name: a row is about that.
  const options = { name, packages: version.packages }
  const suite = copyFixture(join(fixtures, 'fairness', version.runner, name), undefined, options)
  const before = treeOf(suite)
  const args = [...argsOf(version), ...more, ...expected.args]
  await expectReport(suite, { ...expected, args }, version.node)
  if (untouched) expect(treeOf(suite)).toEqual(before)
}

function rowOf({ runner }: RunnerVersion, name: string): Row {
  return readJson<Row>(join(fixtures, 'fairness', runner, name, 'expected.json'))
}
