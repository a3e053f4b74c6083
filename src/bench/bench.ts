/**
 * Every test alone in its own process: leakcheck's warm host against the loop that a user would write. Prints the
 * tables of docs/benchmarks.md; everything in one run, with a fixed sample.
 */
import { execa } from 'execa'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import pMap from 'p-map'
import { sampleOf } from '../plan/orders.js'
import type { TestCase } from '../model/suite.js'
import { growingSuite } from './growing-suite.js'
import { measure, plus, type Cost } from './measure.js'

const SAMPLE = 60
const SEED = 1
const root = fileURLToPath(new URL('../..', import.meta.url))
const program = join(root, 'bin/leakcheck.js')
const alone = fileURLToPath(new URL('./alone.js', import.meta.url))

const suites = [
  ['founding fixture (Express, real HTTP)', 'fixtures/vitest/rate-limiter'],
  ['light suite', 'fixtures/vitest/healthy-hooks-mocks'],
] as const

print(
  '| suite | way | CPU per test | wall per test | CPU, naive ÷ this | wall, naive loop ÷ this |',
)
print('|---|---|---|---|---|---|')
for (const [name, folder] of suites) await compareWays(name, resolve(root, folder))

print('\n| tests | runs | CPU | wall | wall per test |')
print('|---|---|---|---|---|')
for (const tests of [100, 300, 1000]) await grow(tests)

async function compareWays(name: string, folder: string): Promise<void> {
  const sample = sampleOf(await listUnambiguous(folder), SAMPLE, SEED)
  const ids = JSON.stringify(sample.map(({ id }) => id))
  const ours = (jobs: number): Promise<Cost> =>
    measure([process.execPath, alone, folder, String(jobs), ids], folder)
  const loop = await naive(sample, folder, 1)
  const rows: [string, Cost][] = [
    ['`vitest run <file> -t <name>`, one after the other', loop],
    ['the same, two at a time', await naive(sample, folder, 2)],
    ['leakcheck, one after the other', await ours(1)],
    ['leakcheck, two at a time', await ours(2)],
  ]
  for (const [way, { cpuMs, wallMs }] of rows) {
    const each = (total: number): string => `${String(Math.round(total / sample.length))} ms`
    const ratio = (of: number, to: number): string => `${(of / to).toFixed(1)}×`
    print(
      `| ${name} | ${way} | ${each(cpuMs)} | ${each(wallMs)} | ${ratio(loop.cpuMs, cpuMs)} | ${ratio(loop.wallMs, wallMs)} |`,
    )
  }
}

/** CPU adds up over the runs; wall time is that of the whole loop. */
async function naive(sample: readonly TestCase[], folder: string, jobs: number): Promise<Cost> {
  const vitest = await vitestBin(folder)
  const startedAt = performance.now()
  const costs = await pMap(
    sample,
    ({ file, titlePath }) => measure([vitest, 'run', file, '-t', exactly(titlePath)], folder),
    { concurrency: jobs },
  )
  const { cpuMs } = costs.reduce(plus)
  return { cpuMs, wallMs: Math.round(performance.now() - startedAt) }
}

function exactly(titlePath: readonly string[]): string {
  return `^${titlePath.join(' ').replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`
}

/** Tests that the naive loop can select: Vitest joins titles by a space, so some names mean several tests. */
async function listUnambiguous(folder: string): Promise<TestCase[]> {
  const { stdout } = await execa(process.execPath, [program, 'list', '--json'], { cwd: folder })
  const { tests } = JSON.parse(stdout) as { tests: TestCase[] }
  const names = tests.map(({ file, titlePath }) => `${file}\n${titlePath.join(' ')}`)
  return tests.filter(
    ({ mode, titlePath }, index) =>
      mode === 'run' &&
      titlePath.length > 0 &&
      names.indexOf(names[index] ?? '') === names.lastIndexOf(names[index] ?? ''),
  )
}

async function vitestBin(folder: string): Promise<string> {
  for (let at = folder; ; at = join(at, '..')) {
    const bin = join(at, 'node_modules/.bin/vitest')
    const { exitCode } = await execa('test', ['-e', bin], { reject: false })
    if (exitCode === 0) return bin
    if (at === join(at, '..')) throw new Error('no vitest')
  }
}

async function grow(tests: number): Promise<void> {
  const folder = growingSuite(join(root, 'fixtures/.work'), tests)
  const { cpuMs, wallMs } = await measure([process.execPath, program, 'run'], folder)
  const { stdout } = await execa(
    process.execPath,
    ['-p', 'JSON.parse(require("fs").readFileSync(".leakcheck/report.json")).cost.runs'],
    { cwd: folder },
  )
  const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`
  print(
    `| ${String(tests)} | ${stdout} | ${seconds(cpuMs)} | ${seconds(wallMs)} | ${String(Math.round(wallMs / tests))} ms |`,
  )
}

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}
