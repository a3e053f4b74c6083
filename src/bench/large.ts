/**
 * How leakcheck bears large suites: `--isolate sample:200` on 1,000, 3,000 and 10,000 small tests. Prints a table of
 * docs/benchmarks.md. argv: which suites (`vitest`, `shared`, `pytest`), how many tests; none: all of them.
 */
import { readFileSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Report } from '../model/report-document.js'
import { reporters } from '../report/index.js'
import { plainPaint } from '../report/paint.js'
import { growingPytestSuite } from './growing-pytest-suite.js'
import { growingSuite } from './growing-suite.js'
import { watchProcess, type OwnCost } from './watch-process.js'

const PER_FILE = 50
const SIZES = [1_000, 3_000, 10_000]
const root = fileURLToPath(new URL('../..', import.meta.url))
const program = join(root, 'bin/leakcheck.js')
const work = join(root, 'fixtures/.work')
const VIRTUAL_ENV = join(root, 'fixtures/runners/pytest-8/.venv')

const suites = {
  vitest: (tests: number) => growingSuite(work, tests, { perFile: PER_FILE }),
  shared: (tests: number) => growingSuite(work, tests, { perFile: PER_FILE, shared: true }),
  pytest: (tests: number) => growingPytestSuite(work, tests, PER_FILE),
}
const NAMES = {
  vitest: 'Vitest 4, isolated files',
  shared: 'Vitest 4, one process',
  pytest: 'pytest 8',
}
const wanted = process.argv.slice(2)
const kinds = (Object.keys(suites) as (keyof typeof suites)[]).filter(
  (kind) => !wanted.some((word) => word in suites) || wanted.includes(kind),
)
const sizes = wanted.some((word) => /^\d+$/.test(word))
  ? wanted.map(Number).filter(isFinite)
  : SIZES

print(
  '| suite | tests | runs | wall | CPU of leakcheck itself | its peak memory | that of the largest other process | report.json | journal | orders | `why` | terminal | JUnit |',
)
print('|---|---|---|---|---|---|---|---|---|---|---|---|---|')
for (const kind of kinds) for (const tests of sizes) await row(kind, tests)

async function row(kind: keyof typeof suites, tests: number): Promise<void> {
  const folder = suites[kind](tests)
  const own = join(folder, '.leakcheck')
  const leakcheck = (...args: string[]): Promise<OwnCost> =>
    watchProcess([process.execPath, program, ...args], {
      cwd: folder,
      env: { CI: '1', ...(kind === 'pytest' ? { VIRTUAL_ENV } : {}) },
    })
  const run = await leakcheck('run', '--isolate', 'sample:200')
  const report = JSON.parse(readFileSync(join(own, 'report.json'), 'utf8')) as Report
  if (run.exitCode !== 0 || report.findings.length > 0) throw new Error(`not healthy: ${folder}`)
  const last = report.tests.at(-1)?.id ?? ''
  const why = await leakcheck('why', last)
  if (why.exitCode !== 0) throw new Error(`no evidence of ${last}`)
  print(
    `| ${[
      NAMES[kind],
      String(tests),
      String(report.cost.runs),
      seconds(run.wallMs),
      seconds(run.ownCpuMs),
      megabytes(run.ownPeak),
      megabytes(run.largestChildPeak),
      megabytes(sizeOf(join(own, 'report.json'))),
      megabytes(sizeOf(join(own, 'journal.ndjson'))),
      megabytes(sizeOf(join(own, 'orders'))),
      seconds(why.wallMs),
      ...(await Promise.all([rendering('terminal', report), rendering('junit', report)])),
    ].join(' | ')} |`,
  )
}

/** How long a reporter takes to make text of it. */
async function rendering(name: 'terminal' | 'junit', report: Report): Promise<string> {
  const render = await reporters[name]()
  const startedAt = performance.now()
  render(report, { paint: plainPaint, pathInRepository: '' })
  return `${String(Math.round(performance.now() - startedAt))} ms`
}

/** Of a file, or of all that is in a folder. */
function sizeOf(path: string): number {
  const stats = statSync(path, { throwIfNoEntry: false })
  if (!stats?.isDirectory()) return stats?.size ?? 0
  return readdirSync(path).reduce((sum, name) => sum + sizeOf(join(path, name)), 0)
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`
}

function megabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(bytes < 10_000_000 ? 1 : 0)} MB`
}

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}
