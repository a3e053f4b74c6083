// npm run test:matrix [-- --shard i/n] [-- --only <cell>…]: every suite on every major of every runner, for real.
// With `--durations`, what each cell took is written down: shards are divided by that.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { durationsOf } from './cell-durations.mjs'
import { installChromium } from './chromium.mjs'
import { installAll } from './install.mjs'
import { divide } from './shards.mjs'
import { npm, root } from './shell.mjs'
import { begin, span } from './steps.mjs'
import { vitest } from './vitest.mjs'
import { makeVirtualenvs } from './virtualenvs.mjs'

/** As many as it takes to have one beside `npm test` in half an hour. */
const SHARDS = 12
/** For .ci/run, which takes its numbers from there. */
const RESULTS = '.cache/matrix.json'
const DURATIONS = join(root, 'src/tests/matrix/durations.json')

const { values } = parseArgs({
  options: {
    shard: { type: 'string' },
    only: { type: 'string', multiple: true },
    durations: { type: 'boolean', default: false },
  },
})
const [asked, count] = shardOf(values.shard)

begin('install and build')
installAll()
makeVirtualenvs()
installChromium()
npm(['run', '--silent', 'build'])

begin('list')
const known = JSON.parse(readFileSync(DURATIONS, 'utf8'))
const cells = listCells().filter((cell) => values.only?.some((some) => cell.includes(some)) ?? true)
const shards = divide(cells, known, values.only ? 1 : count)
const times = []
const results = []
for (const [index, shard] of shards.entries()) {
  const number = index + 1
  if ((asked !== undefined && number !== asked) || shard.cells.length === 0) continue
  const name = `shard ${number}/${shards.length}`
  begin(`${name}: ${shard.cells.length} of ${cells.length} cells, about ${span(shard.ms / 2)}`)
  const from = Date.now()
  const { exitCode, report } = runCells(shard.cells)
  const time = `${name}  ${span(Date.now() - from).padStart(9)}  ${exitCode === 0 ? 'ok' : 'FAILED'}`
  times.push(time)
  if (report) results.push(report)
  console.log(time)
  if (exitCode !== 0) process.exitCode = 1
}
const whole = {
  numPassedTests: sumOf('numPassedTests'),
  numFailedTests: sumOf('numFailedTests'),
  testResults: results.flatMap(({ testResults }) => testResults),
}
writeFileSync(join(root, RESULTS), JSON.stringify(whole))
if (values.durations) {
  const now = Object.fromEntries(cells.map((cell) => [cell, known[cell]]))
  const sorted = Object.entries({ ...now, ...durationsOf(whole.testResults) }).sort()
  writeFileSync(DURATIONS, `${JSON.stringify(Object.fromEntries(sorted), null, 2)}\n`)
}
begin(`done\n${times.join('\n')}`)

/** Those that the test files declare now, whatever was written down before. */
function listCells() {
  const file = fresh('.cache/cells.txt')
  const { exitCode } = vitest(['--project', 'matrix'], {
    env: { LEAKCHECK_LIST_CELLS: file },
    quiet: true,
  })
  if (exitCode !== 0) process.exit(exitCode)
  return [
    ...new Set(
      readFileSync(file, 'utf8')
        .split('\n')
        .filter((line) => line !== ''),
    ),
  ]
}

function runCells(some) {
  const file = fresh('.cache/cells.json')
  writeFileSync(file, JSON.stringify(some))
  // A cell is named after its file.
  const files = new Set(some.map((cell) => `src/tests/matrix/${cell.split('/')[0]}.test.ts`))
  return vitest(['--project', 'matrix', ...files], { env: { LEAKCHECK_CELLS: file } })
}

function fresh(name) {
  const file = join(root, name)
  mkdirSync(join(root, '.cache'), { recursive: true })
  rmSync(file, { force: true })
  return file
}

function shardOf(text) {
  if (text === undefined) return [undefined, SHARDS]
  const [, index, count] = (/^(\d+)\/(\d+)$/.exec(text) ?? []).map(Number)
  if (index >= 1 && index <= count) return [index, count]
  console.error(`--shard ${text}: say which of how many, as in --shard 3/12`)
  process.exit(2)
}

function sumOf(key) {
  return results.reduce((sum, report) => sum + report[key], 0)
}
