/** The examples of docs/testing.md do what the guide says about them. */
import { execa } from 'execa'
import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { cell } from '../drive/cell.js'
import { leakcheck } from '../drive/run-leakcheck.js'
import { temporaryFolder } from '../drive/temporary-folder.js'
import { codeBlocks, writeExamples } from '../drive/guide-examples.js'
import { fixtures, repository, virtualenv } from '../drive/folders.js'

const guide = join(repository, 'docs/testing.md')
const blocks = codeBlocks(readFileSync(guide, 'utf8'))
const examples = temporaryFolder('guide-')

type Runner = 'pytest' | 'vitest' | 'jest' | 'mocha' | 'node'

interface Counts {
  readonly passed: number
  readonly failed: number
  readonly output: string
}

interface Suite {
  readonly passes: number
  /** Only for a leak: how many fail together, and why. */
  readonly fails?: number
  readonly because?: RegExp
  readonly flags?: readonly string[]
  /** For a leak: what fails together, each in a process of its own; else the same tests in another order. */
  readonly again: readonly (readonly string[])[]
}

const REVERSE = [['-p', 'reverse_order']]
const SHUFFLED = [['--sequence.shuffle.tests', '--sequence.seed=3']]
const FILES = [['a.test.js'], ['b.test.js']]
const BACKWARDS = [['b.test.js', 'a.test.js']]
const ONE_PROCESS = ['--no-isolate', '--maxWorkers=1']
const REFUSED = /429/

const SUITES: Readonly<Record<string, Suite>> = {
  'pytest/leak': { passes: 3, fails: 2, because: REFUSED, again: [[item(4)], [item(5)]] },
  'pytest/fork': { passes: 5, again: REVERSE },
  'pytest/reset': { passes: 5, again: REVERSE },
  'pytest/replace': { passes: 5, again: REVERSE },
  'pytest/factory': { passes: 6, again: REVERSE },
  'pytest/scopes': { passes: 2, again: REVERSE },
  'pytest/patterns': { passes: 5, again: REVERSE },
  'pytest/anti-env': {
    passes: 1,
    fails: 1,
    because: /'5 USD' == '5 EUR'/,
    again: [['test_prices.py::test_prices_in_euros_by_default']],
  },
  'vitest/shared': { passes: 3, fails: 1, because: REFUSED, flags: ONE_PROCESS, again: FILES },
  'vitest/forks': { passes: 4, again: SHUFFLED },
  'vitest/reset': { passes: 4, flags: ONE_PROCESS, again: SHUFFLED },
  'vitest/replace': { passes: 5, again: SHUFFLED },
  'vitest/fresh': { passes: 5, again: SHUFFLED },
  'vitest/patterns': { passes: 2, again: SHUFFLED },
  'vitest/anti-before-all': {
    passes: 1,
    fails: 1,
    because: /coffee/,
    again: [['-t', 'starts with tea only']],
  },
  'jest/leak': {
    passes: 6,
    fails: 4,
    because: REFUSED,
    again: [
      ['a.test.js', '-t', 'item 4'],
      ['a.test.js', '-t', 'item 5'],
    ],
  },
  'jest/reset': {
    flags: ['--setupFilesAfterEnv=./setup.js'],
    passes: 10,
    again: [['--randomize', '--seed=3']],
  },
  'jest/replace': { passes: 5, again: [['--randomize', '--seed=3']] },
  'jest/fresh': { passes: 5, again: [['--randomize', '--seed=3']] },
  'mocha/leak': {
    passes: 3,
    fails: 7,
    because: REFUSED,
    again: [
      ['a.test.js', '-f', 'item 4'],
      ['b.test.js', '-f', 'item 1'],
    ],
  },
  'mocha/reset': { passes: 10, flags: ['--require', './hooks.js'], again: BACKWARDS },
  'mocha/factory': { passes: 6, again: [['-f', 'shows item 5']] },
  'node/leak': {
    passes: 6,
    fails: 4,
    because: REFUSED,
    again: [['--test-name-pattern=item 5', 'a.test.js']],
  },
  'node/reset': { passes: 10, flags: ['--import', './setup.js'], again: FILES },
  'node/factory': { passes: 6, again: [['--test-name-pattern=item 5']] },
}

cell('testing-guide', () => {
  beforeAll(() => writeExamples(blocks, examples))

  test('has an expectation for each suite', () => {
    const written = blocks.flatMap(({ files }) => files.map((file) => dirname(file)))
    expect([...new Set(written)].sort()).toEqual([...Object.keys(SUITES), 'mocha/parallel'].sort())
  })

  test('the finding in the guide is what leakcheck says', async () => {
    const shown = blocks.find(({ text }) => text.startsWith('✗ L1'))!.text.split('\n')
    const own = temporaryFolder('guide-')
    writeExamples(blocks, own)
    const suite = join(own, 'pytest/anti-env')
    const { exitCode, stdout, stderr } = await leakcheck(['run'], suite)
    expect(exitCode, stderr).toBe(1)
    expect(stdout.split('\n').map(lasting)).toEqual(expect.arrayContaining(shown.map(lasting)))
    expect((await leakcheck(['replay', 'L1'], suite)).exitCode).toBe(1)

    const file = join(suite, 'test_prices.py')
    const mended = readFileSync(file, 'utf8')
      .replace('dollars()', 'dollars(monkeypatch)')
      .replace(/os\.environ\["(\w+)"\] = "USD".*/, 'monkeypatch.setenv("$1", "USD")')
    writeFileSync(file, mended)
    expect((await leakcheck(['replay', 'L1'], suite)).exitCode).toBe(5)
  })

  describe.concurrent('examples', () => {
    test.each(Object.entries(SUITES))('%s', async (name, suite) => {
      const together = await run(name, suite.flags)
      expect({ passed: together.passed, failed: together.failed }, together.output).toEqual({
        passed: suite.passes,
        failed: suite.fails ?? 0,
      })
      if (suite.because) expect(together.output).toMatch(suite.because)

      for (const args of suite.again) {
        const other = await run(name, [...(suite.flags ?? []), ...args])
        expect(other.failed, other.output).toBe(0)
        expect(other.passed, other.output).toBeGreaterThan(0)
      }
    })

    test('pytest/leak: in reverse, other tests fail', async () => {
      const { failed, output } = await run('pytest/leak', REVERSE[0])
      expect(failed, output).toBe(2)
      expect(output).toContain(`FAILED ${item(1)}`)
      expect(output).toContain(`FAILED ${item(2)}`)
    })

    test('mocha/parallel: two of three files meet in a worker', async () => {
      const { failed, passed, output } = await run('mocha/parallel', ['--parallel', '--jobs', '2'])
      // Two of five in each file if no two of them met; five of the second that meets another.
      expect(failed, output).toBeGreaterThanOrEqual(2 + 5 + 2)
      expect(passed + failed).toBe(15)
      const alone = await run('mocha/parallel', ['c.test.js', '-f', 'item 5'])
      expect(alone, alone.output).toMatchObject({ passed: 1, failed: 0 })
    })

    test('vitest/shared: a retry does not help', async () => {
      const { failed, output } = await run('vitest/shared', [...ONE_PROCESS, '--retry=2'])
      expect(failed, output).toBe(1)
    })
  })
})

/** Numbers that change from run to run, and how leakcheck is called here. */
function lasting(line: string): string {
  return line
    .replace(/\d+ runs, [\d.]+ m?s/, 'N runs, N s')
    .replace(/ [\d/]+ failed/g, ' N failed')
    .replace(/(replay +)\S.*(?= replay L1)/, '$1npx leakcheck')
}

/** Runs a suite of the guide in its own runner. */
async function run(suite: string, args: readonly string[] = []): Promise<Counts> {
  const runner = suite.split('/')[0] as Runner
  const [program, ...rest] = command(runner, args)
  const { stdout, stderr } = await execa(program!, rest, {
    cwd: join(examples, suite),
    env: {
      PYTHONPATH: examples,
      NODE_OPTIONS: undefined,
      NODE_TEST_CONTEXT: undefined,
      VITEST: undefined,
      VITEST_MODE: undefined,
      NODE_ENV: undefined,
      TEST: undefined,
    },
    stdin: 'ignore',
    reject: false,
  })
  const output = `${stdout}\n${stderr}`
  return { ...counts(runner, stdout, output), output }
}

function command(runner: Runner, args: readonly string[]): readonly string[] {
  const node = process.execPath
  const packages = join(fixtures, 'testing-guide/node_modules')
  switch (runner) {
    case 'pytest': {
      const python = join(virtualenv, 'bin/python')
      return [python, '-m', 'pytest', '-rA', '-p', 'no:cacheprovider', ...args]
    }
    case 'vitest': {
      const vitest = join(repository, 'node_modules/vitest/vitest.mjs')
      return [node, vitest, 'run', '--reporter=json', ...args]
    }
    case 'jest':
      return [node, join(packages, 'jest/bin/jest.js'), '--json', '--runInBand', ...args]
    case 'mocha': {
      const files = args.some((arg) => arg.endsWith('.test.js')) ? [] : ['*.test.js']
      return [node, join(packages, 'mocha/bin/mocha.js'), '--reporter=json', ...args, ...files]
    }
    case 'node':
      return [node, '--test', '--test-reporter=tap', ...args]
  }
}

/** How many passed and failed; throws when the runner did not get so far as to say so. */
function counts(runner: Runner, stdout: string, output: string): Omit<Counts, 'output'> {
  switch (runner) {
    case 'pytest':
      return { passed: lines(stdout, /^PASSED /), failed: lines(stdout, /^(FAILED|ERROR) /) }
    case 'node': {
      const [passed, failed] = [/^# pass (\d+)$/m, /^# fail (\d+)$/m].map((what) =>
        Number(what.exec(stdout)?.[1]),
      )
      return { passed: passed!, failed: failed! }
    }
    case 'mocha': {
      const { stats } = json(stdout, output) as { stats: { passes: number; failures: number } }
      return { passed: stats.passes, failed: stats.failures }
    }
    case 'jest':
    case 'vitest': {
      const result = json(stdout, output) as { numPassedTests: number; numFailedTests: number }
      return { passed: result.numPassedTests, failed: result.numFailedTests }
    }
  }
}

function json(stdout: string, output: string): unknown {
  const start = stdout.indexOf('{')
  if (start < 0) throw new Error(`no result: ${output}`)
  return JSON.parse(stdout.slice(start))
}

function lines(text: string, pattern: RegExp): number {
  return text.split('\n').filter((line) => pattern.test(line)).length
}

function item(number: number): string {
  return `test_items.py::test_shows_an_item[${number}]`
}
