import { CommanderError } from 'commander'
import { expect, test } from 'vitest'
import { LeakcheckError } from '../errors.js'
import { createProgram } from './program.js'
import { flagValues } from './read-config.js'
import { usageError } from './usage-error.js'

/** What a command line comes to: the config's values, or the fault as the user sees it. */
async function typed(...argv: string[]): Promise<unknown> {
  let values: unknown
  const program = createProgram((_, { operands, options }) => {
    values = flagValues({ operands, options, runnerArgs: [] })
    return Promise.resolve()
  })
  try {
    await program.parseAsync(argv, { from: 'user' })
    return values
  } catch (error) {
    const fault = error instanceof CommanderError ? usageError(error, argv) : error
    if (!(fault instanceof LeakcheckError)) throw error
    expect(fault.exitCode).toBe(2)
    return [fault.message, fault.hint]
  }
}

test('every flag reaches its key', async () => {
  const flags =
    'a b -t x -t y --runner vitest --isolate sample:5 --rounds 2 --seed 7 --budget 5m --timeout 90s' +
    ' --run-timeout 1h -j2 --repeats 4 --reporter json --reporter junit=o.xml --dry-run' +
    ' --output-dir out --no-color -c x.json'
  expect(await typed('run', ...flags.split(' '))).toEqual({
    paths: ['a', 'b'],
    tests: ['x', 'y'],
    runner: 'vitest',
    isolate: { kind: 'sample', size: 5 },
    rounds: 2,
    seed: 7,
    budget: 300_000,
    timeout: 90_000,
    runTimeout: 3_600_000,
    jobs: 2,
    repeats: 4,
    reporters: [{ name: 'json' }, { name: 'junit', file: 'o.xml' }],
    dryRun: true,
    outputDir: 'out',
    color: false,
  })
})

test('no flags are no values, so that the config file decides', async () => {
  expect(await typed('run')).toEqual({})
})

test.each([
  ['run --timeoutt 3', "unknown option '--timeoutt'", 'did you mean --timeout?'],
  ['run --frobnicate', "unknown option '--frobnicate'", 'leakcheck run --help'],
  ['--json', "unknown option '--json'", 'flags follow a command: leakcheck run --json'],
  ['rnu', "unknown command 'rnu'", 'did you mean run?'],
  ['src/a.test.ts', "unknown command 'src/a.test.ts'", 'to check it: leakcheck run src/a.test.ts'],
  ['replay', "missing required argument 'finding|order-file'", 'leakcheck replay --help'],
  ['run --jobs 0', '--jobs must be a whole number, 1 or more, not 0', undefined],
  ['run --jobs two', '--jobs must be a whole number, 1 or more, not "two"', undefined],
  [
    'run --run-timeout soon',
    '--run-timeout must be a duration such as 500ms, 90s, 5m or 1h, not "soon"',
    undefined,
  ],
  [
    'run --reporter html',
    '--reporter must be terminal, json, github or junit, or name=file, not "html"',
    undefined,
  ],
])('%s', async (line, message, hint) => {
  expect(await typed(...line.split(' '))).toEqual([message, hint])
})
