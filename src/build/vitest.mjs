// Our own tests, and what they cost.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { node, root } from './shell.mjs'
import { span } from './steps.mjs'

/**
 * Runs Vitest, its output shown, and names the slowest files at the end.
 *
 * @param results file for its JSON report, relative to the repository
 * @param quiet nothing is shown but what fails
 * @returns its exit code, and the report if there is one
 */
export function vitest(args, { results = '.cache/part.json', env = {}, quiet = false } = {}) {
  const file = join(root, results)
  mkdirSync(dirname(file), { recursive: true })
  rmSync(file, { force: true })
  rmSync(join(root, 'fixtures/.work'), { recursive: true, force: true })
  const exitCode = node(
    [
      ...['node_modules/vitest/vitest.mjs', 'run'],
      ...[`--reporter=${quiet ? 'dot' : 'default'}`, '--reporter=json'],
      ...[`--outputFile.json=${results}`, ...args],
    ],
    { env },
  )
  if (!existsSync(file)) return { exitCode }
  const report = JSON.parse(readFileSync(file, 'utf8'))
  if (!quiet) console.log(slowest(report, 10))
  return { exitCode, report }
}

/** How long a test file took, in ms, its hooks included. */
export function timeOf({ startTime, endTime }) {
  return Math.max(0, endTime - startTime)
}

function slowest({ testResults }, count) {
  const files = testResults
    .map((file) => [timeOf(file), relative(root, file.name)])
    .sort(([a], [b]) => b - a)
    .slice(0, count)
  return [
    'The slowest files:',
    ...files.map(([ms, name]) => `  ${span(ms).padStart(9)}  ${name}`),
  ].join('\n')
}
