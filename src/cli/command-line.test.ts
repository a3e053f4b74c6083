import { join, relative } from 'node:path'
import { expect, test } from 'vitest'
import { againWith, commandLine, shellLine } from './command-line.js'

const here = process.cwd()

test('an installed leakcheck is called through npx', () => {
  const script = join(here, 'node_modules', '.bin', 'leakcheck')
  expect(commandLine(['replay', 'L1'], { options: {}, runnerArgs: [] }, script, '')).toBe(
    'npx leakcheck replay L1',
  )
})

test('a checkout is called by the path of its script, with the flags that find the same project again', () => {
  const script = join(here, 'bin', 'leakcheck.js')
  const options = { cwd: "it's here", outputDir: 'out', rounds: '3' }
  expect(
    commandLine(['replay', 'L1'], { options, runnerArgs: ['--project', 'a b'] }, script, ''),
  ).toBe(
    `node ${relative(here, script)} replay L1 -C 'it'\\''s here' --output-dir out -- --project 'a b'`,
  )
})

test('later commands repeat --python and --no-fork, but not --fork', () => {
  const options = { python: '.venv-3.12', fork: false }
  const script = join(here, 'node_modules', '.bin', 'leakcheck')
  expect(commandLine(['bisect', 'a::b[1 2]'], { options, runnerArgs: [] }, script, '')).toBe(
    "npx leakcheck bisect 'a::b[1 2]' --python .venv-3.12 --no-fork",
  )
  const unsaid = { options: { fork: true }, runnerArgs: [] }
  expect(commandLine(['replay', 'L1'], unsaid, script, '')).toBe('npx leakcheck replay L1')
})

test('a command that runs no tests repeats only the flags that find the results again', () => {
  const options = { cwd: 'app', baseline: 'known.json', python: '.venv', fork: false, seed: '7' }
  const script = join(here, 'node_modules', '.bin', 'leakcheck')
  const typed = { options, runnerArgs: ['--project', 'unit'] }
  expect(commandLine(['baseline', 'prune'], typed, script, '')).toBe(
    'npx leakcheck baseline prune -C app --baseline known.json',
  )
})

test('the same command once more has its flags, the new one, and the flags of the runner behind them', () => {
  const script = join(here, 'node_modules', '.bin', 'leakcheck')
  const argv = ['run', 'my tests', '--budget', '5m', '--', '--project', 'unit']
  const typed = { argv, runnerArgs: ['--project', 'unit'] }
  expect(againWith('--resume', typed, script, '')).toBe(
    "npx leakcheck run 'my tests' --budget 5m --resume -- --project unit",
  )
  const again = { argv: ['run', '--resume'], runnerArgs: [] }
  expect(againWith('--resume', again, script, '')).toBe('npx leakcheck run --resume')
})

test("another program's command is quoted for a shell, and begins with cd if it needs another folder", () => {
  expect(shellLine(['python', '-m', 'pytest', 'a b'], here)).toBe("python -m pytest 'a b'")
  expect(shellLine(['pytest'], join(here, 'packages/app'))).toBe('cd packages/app && pytest')
})
