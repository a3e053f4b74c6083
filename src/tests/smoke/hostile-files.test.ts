/** A checkout may bring a `.leakcheck` of its own: no command crashes on it, obeys it, or touches what lies beside the project. */
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { everyField } from '../expect/every-field.js'
import { everyEntryOf } from '../drive/every-entry.js'
import { ACTIVE } from '../expect/inert-output.js'
import { expectOneLine } from '../expect/expect-one-line.js'
import { PASSING, project } from '../drive/made-up-project.js'
import { leakcheck } from '../drive/run-leakcheck.js'
import { temporaryFolder } from '../drive/temporary-folder.js'

const CLEAR = '\u001b[2J\u009b31m\u202e'
const HOSTILE = {
  startedAt: { startedAt: '../../../beside' },
  'a finding’s name': { findings: [{ ...everyField().findings[0], id: `L1${CLEAR}` }] },
  'an order file': {
    findings: [
      {
        ...everyField().findings[0],
        evidence: [
          { what: 'x', order: '../../beside/orders/1.txt', failed: 1, total: 1, proof: 'present' },
        ],
      },
    ],
  },
}

/** A project with that in its report, in a folder with others beside it. */
function checkout(changes: object): { readonly top: string; readonly folder: string } {
  const top = temporaryFolder('beside-')
  const folder = join(top, 'project')
  const files = {
    'beside/orders/1.txt': 'tests/a.test.ts > passes\n',
    'beside/findings/L1/a.txt': 'mine',
    'beside/report.json': '{}',
    'project/.leakcheck/made-by-leakcheck.txt': '',
    'project/.leakcheck/report.json': JSON.stringify({ ...everyField(), ...changes }),
    'project/.leakcheck/journal.ndjson': `{"journal":1}\n{"run":"${CLEAR}","results":[]}\n{"tor`,
  }
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(top, path)), { recursive: true })
    writeFileSync(join(top, path), text)
  }
  return { top, folder }
}

const beside = (top: string) =>
  everyEntryOf(top).filter((line) => !line.startsWith('project/.leakcheck/'))

test.each(Object.entries(HOSTILE))(
  '%s in a report that came with the checkout',
  async (_, changes) => {
    const { top, folder } = checkout(changes)
    const before = beside(top)
    for (const args of [
      ['report', '--reporter', 'github'],
      ['why', 'pays'],
      ['replay', 'L1'],
      ['baseline', 'update'],
    ]) {
      const { exitCode, stdout, stderr } = await leakcheck(args, folder)
      expect(exitCode, stderr).toBe(2)
      expect(stdout).toBe('')
      expect(stderr).not.toMatch(ACTIVE)
      expectOneLine(
        stderr,
        /report\.json is no report of this leakcheck: \S+ must be/,
        /writes a new/,
      )
    }
    expect(beside(top)).toEqual(before)
  },
)

test('a run goes on without such a report, says so, and deletes nothing but what is its own', async () => {
  const folder = project({ 'tests/a.test.ts': PASSING })
  const { top } = checkout({})
  const own = join(folder, '.leakcheck')
  mkdirSync(join(own, 'history/thesis'), { recursive: true })
  const text = JSON.stringify({ ...everyField(), startedAt: '../../../beside' })
  for (const [name, content] of Object.entries({
    'made-by-leakcheck.txt': '',
    'report.json': text,
    'history/thesis/chapter.txt': 'mine',
  }))
    writeFileSync(join(own, name), content)
  symlinkSync(join(top, 'beside'), join(own, 'history/2020-01-01T00-00-00.000Z'))
  const before = everyEntryOf(top)
  const { exitCode, stderr } = await leakcheck(['run', '--isolate', 'suspects'], folder)
  expect(exitCode, stderr).toBe(0)
  expect(stderr).toMatch(/last time is not known: \.leakcheck\/report\.json .* startedAt must be/)
  expect(everyEntryOf(top)).toEqual(before)
  expect(everyEntryOf(join(own, 'history'))).toContainEqual(
    expect.stringMatching(/^thesis\/chapter/),
  )
})

test('a link in place of the folder is refused by a run, and left as it is', async () => {
  const folder = project({ 'tests/a.test.ts': PASSING })
  const { top } = checkout({})
  symlinkSync(join(top, 'beside'), join(folder, '.leakcheck'))
  const before = everyEntryOf(top)
  const { exitCode, stderr } = await leakcheck(['run'], folder)
  expect(exitCode, stderr).toBe(2)
  expectOneLine(stderr, /\.leakcheck is a link/, /--output-dir/)
  expect(everyEntryOf(top)).toEqual(before)
})
