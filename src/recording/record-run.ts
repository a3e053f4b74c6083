/**
 * node record-run.js <file> [arguments of `leakcheck run`]: runs the suite in this folder for real, and writes down what the
 * pipeline was told. What the file holds already is not run again. The report goes to stdout. No part of the package.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { check } from '../check.js'
import type { Invocation } from '../cli/invocation.js'
import { createProgram } from '../cli/program.js'
import { readConfig } from '../cli/read-config.js'
import { withSuite } from '../open-suite.js'
import { canBeAddedTo } from './known-answers.js'
import { recordSuite, type RecordedSuite } from './record-suite.js'
import { readRecording, recordingText } from './recording-text.js'

const [file = '', ...args] = process.argv.slice(2)
const { config } = await readConfig(await typed(['run', ...args]))
const places: [string, string][] = [
  [fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, ''), '<repository>'],
  [dirname(dirname(process.execPath)), '<node>'],
  [tmpdir(), '<tmp>'],
  [homedir(), '<home>'],
]
const held = existsSync(file) ? readRecording(readFileSync(file, 'utf8'), config.cwd) : undefined
const known = held && canBeAddedTo(held) ? held : undefined
let recorded: RecordedSuite | undefined
const report = await check(config, {
  emit: () => undefined,
  signal: new AbortController().signal,
  command: ['run', ...args],
  commandLine: (words) => ['leakcheck', ...words].join(' '),
  shellLine: (words) => words.join(' '),
  onPlan: () => undefined,
  withSuite: (asked, signal, work, notify) =>
    withSuite(
      asked,
      signal,
      (open) => {
        recorded = recordSuite(open, config, known)
        return work(recorded.open)
      },
      notify,
    ),
})
if (recorded) writeFileSync(file, recordingText(recorded.recording(), places))
process.stdout.write(JSON.stringify(report))

/** As the command line takes it. */
async function typed(argv: readonly string[]): Promise<Invocation> {
  const dashes = argv.includes('--') ? argv.indexOf('--') : argv.length
  let taken: Omit<Invocation, 'argv' | 'runnerArgs'> = { operands: [], options: {} }
  const program = createProgram((_, invocation) => {
    taken = invocation
    return Promise.resolve()
  })
  await program.parseAsync(argv.slice(0, dashes), { from: 'user' })
  return { argv, ...taken, runnerArgs: argv.slice(dashes + 1) }
}
