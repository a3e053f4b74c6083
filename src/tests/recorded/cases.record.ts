/** Not a test: runs suites for real and keeps what they answered, if it leads to the truth. `npm run record -- <case>`. */
import { execa } from 'execa'
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import type { Report } from '../../model/report-document.js'
import { copyBelow, copyFixture } from '../drive/copy-fixture.js'
import { repository } from '../drive/folders.js'
import { readJson } from '../drive/read-json.js'
import { temporaryFolder } from '../drive/temporary-folder.js'
import { userEnvironment } from '../drive/user-environment.js'
import { expectTruth, type Expected } from '../expect/expect-report.js'
import { recordedCases, type RecordedCase } from './recorded-cases.js'
import { runRecorded } from './run-recorded.js'

const program = join(repository, 'dist/recording/record-run.js')
/** What is recorded already is not run again. */
const adds = process.env.LEAKCHECK_RECORD_ADD === '1'
const asked = new Set(JSON.parse(process.env.LEAKCHECK_RECORD ?? '[]') as string[])

test.each(recordedCases().filter(({ name }) => asked.size === 0 || asked.has(name)))(
  'records $name',
  async (one) => {
    const truth = readJson<Expected>(one.expected)
    const { report, text } = await runForReal(one, truth)
    expectTruth(report, report.exitCode, truth)
    // What was answered side by side is answered one after another from the recording: it has to come to the same.
    const again = await runRecorded(text, one.fixture, 'the recording does not answer for itself')
    expectTruth(again, again.exitCode, truth)
    mkdirSync(dirname(one.recording), { recursive: true })
    writeFileSync(one.recording, text)
  },
)

async function runForReal(
  { name, fixture, overlay, virtualenv, recording }: RecordedCase,
  { args, env = {} }: Expected,
): Promise<{ report: Report; text: string }> {
  const isRow = name.startsWith('fairness/')
  // A row may be about the name of its folder.
  const suite = isRow
    ? copyBelow(temporaryFolder('record-'), fixture, name.split('/').at(-1) ?? '')
    : copyFixture(fixture, overlay)
  const file = join(temporaryFolder('recording-'), 'recording.json')
  if (adds && existsSync(recording)) copyFileSync(recording, file)
  const python = virtualenv === undefined ? [] : ['--python', virtualenv]
  const { stdout, stderr } = await execa(process.execPath, [program, file, ...args, ...python], {
    cwd: suite,
    env: {
      ...Object.fromEntries(
        Object.entries(env).map(([variable, value]) => [variable, value ?? undefined]),
      ),
      FIXTURE_STATE_DIR: temporaryFolder('state-'),
      ...userEnvironment,
    },
    stdin: 'ignore',
    reject: false,
    maxBuffer: 200_000_000,
  })
  expect(stdout, stderr).toMatch(/^\{/)
  return { report: JSON.parse(stdout) as Report, text: readFileSync(file, 'utf8') }
}
