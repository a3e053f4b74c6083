/**
 * Every pytest test alone in a process of its own: leakcheck's clones against what one would do without it. Prints a
 * table of docs/benchmarks.md; everything in one run, with a fixed sample.
 */
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { execa } from 'execa'
import { sampleOf } from '../plan/orders.js'
import type { TestCase } from '../model/suite.js'
import { growingPytestSuite } from './growing-pytest-suite.js'
import { measure, plus, type Cost } from './measure.js'

const TESTS = 600
const SAMPLE = 20
const SEED = 1
const root = fileURLToPath(new URL('../..', import.meta.url))
const alone = fileURLToPath(new URL('./alone.js', import.meta.url))
const virtualenv = join(root, 'fixtures/runners/pytest-8/.venv')
const python = join(virtualenv, 'bin/python')

process.env.VIRTUAL_ENV = virtualenv
const folder = growingPytestSuite(join(root, 'fixtures/.work'), TESTS)
const pytest = (...args: string[]): Promise<Cost> =>
  measure([python, '-m', 'pytest', '-q', ...args], folder)
const ours = (jobs: number): Promise<Cost> =>
  measure([process.execPath, alone, folder, String(jobs), '[]'], folder)

const cold = await coldLoop()
const rows: [string, Cost][] = [
  ['`pytest`, all in one process, nothing isolated', await pytest()],
  [`\`pytest <file>::<test>\`, one after the other (${String(SAMPLE)} tests, scaled)`, cold],
  ['`pytest --forked` (pytest-forked)', await pytest('--forked')],
  ['`pytest -n2 --forked` (with pytest-xdist)', await pytest('-n2', '--forked')],
  ['leakcheck, one after the other', await ours(1)],
  ['leakcheck, two at a time', await ours(2)],
]
const plain = rows[0]?.[1] ?? cold
print('| way | CPU | wall | CPU per test | CPU, cold ÷ this | wall, this ÷ plain |')
print('|---|---|---|---|---|---|')
for (const [way, { cpuMs, wallMs }] of rows) {
  const each = (cpuMs / TESTS).toFixed(1)
  const ratio = (of: number, to: number): string => `${(of / to).toFixed(1)}×`
  print(
    `| ${way} | ${seconds(cpuMs)} | ${seconds(wallMs)} | ${each} ms | ${ratio(cold.cpuMs, cpuMs)} | ${ratio(wallMs, plain.wallMs)} |`,
  )
}

/** What all tests would cost, from a sample. */
async function coldLoop(): Promise<Cost> {
  const program = join(root, 'bin/leakcheck.js')
  const { stdout } = await execa(process.execPath, [program, 'list', '--json'], { cwd: folder })
  const { tests } = JSON.parse(stdout) as { tests: TestCase[] }
  const costs: Cost[] = []
  for (const { id } of sampleOf(tests, SAMPLE, SEED)) costs.push(await pytest(id))
  const { cpuMs, wallMs } = costs.reduce(plus)
  const scale = TESTS / costs.length
  return { cpuMs: Math.round(cpuMs * scale), wallMs: Math.round(wallMs * scale) }
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`
}

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}
