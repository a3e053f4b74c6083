import { join, relative } from 'node:path'
import { expect, test } from 'vitest'
import { commandLine } from './command-line.js'

const here = process.cwd()

test('an installed leakcheck is called through npx', () => {
  const script = join(here, 'node_modules', '.bin', 'leakcheck')
  expect(commandLine(['replay', 'L1'], { options: {}, runnerArgs: [] }, script)).toBe(
    'npx leakcheck replay L1',
  )
})

test('a checkout is called by the path of its script, with what finds the same project again', () => {
  const script = join(here, 'bin', 'leakcheck.js')
  const options = { cwd: "it's here", outputDir: 'out', rounds: '3' }
  expect(commandLine(['replay', 'L1'], { options, runnerArgs: ['--project', 'a b'] }, script)).toBe(
    `node ${relative(here, script)} replay L1 -C 'it'\\''s here' --output-dir out -- --project 'a b'`,
  )
})
