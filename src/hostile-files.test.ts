/**
 * Files on disk are anybody's: whatever is in a report, a journal, a baseline, an order file or a config, leakcheck reads it or
 * says in one line why not, leaves alone what lies beside its folder, and prints nothing that a terminal or a log would obey.
 */
import fc from 'fast-check'
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { sampleEntry } from './baseline/entry.fixture.js'
import { parseBaseline } from './baseline/parse.js'
import { printBaseline } from './baseline/print.js'
import { withBaseline } from './baseline/with-baseline.js'
import { checkText } from './cli/baseline-text.js'
import { validateConfig } from './config/validate.js'
import { match } from './given/match.js'
import { readGiven } from './given/read-given.js'
import { readReport } from './last-report.js'
import { leftBehindIn } from './left-behind.js'
import { formatNodeId, parseNodeId } from './model/node-id.js'
import { readOrderLines } from './model/order.js'
import { suiteOf } from './model/outline.fixture.js'
import { runRecord } from './model/run-record.fixture.js'
import { formatTestId, parseTestId } from './model/test-id.js'
import { plainPaint } from './report/paint.js'
import { whyText } from './report/why.js'
import { journalLine, readWholeJournal } from './run/journal.js'
import { knownRuns } from './run/known-runs.js'
import { openWorkspace } from './run/workspace.js'
import { everyField } from './tests/expect/every-field.js'
import { ACTIVE, expectInertReports, readOrRefused } from './tests/expect/inert-output.js'
import { everyEntryOf } from './tests/drive/every-entry.js'
import { mutatedJson, mutatedLines, mutatedText } from './tests/drive/mutations.js'
import { why } from './why.js'

/** How many of each: more than a thousand in all. */
const RUNS = { reports: 250, journals: 250, baselines: 250, orders: 250, configs: 120, folders: 30 }

let top: string
let project: string
let own: string
let beside: string[]
beforeEach(() => {
  top = realpathSync(mkdtempSync(join(tmpdir(), 'lc-test-')))
  project = join(top, 'project')
  own = join(project, '.leakcheck')
  for (const folder of [
    'beside/orders',
    'beside/findings/L1',
    'beside/history/x',
    'project/orders',
  ])
    mkdirSync(join(top, folder), { recursive: true })
  for (const file of [
    'beside/report.json',
    'beside/orders/1.txt',
    'beside/findings/L1/a.txt',
    'project/orders/1.txt',
  ])
    writeFileSync(join(top, file), file)
  mkdirSync(own)
  beside = outside()
})
afterEach(() => rmSync(top, { recursive: true, force: true }))

/** All but leakcheck's own folder. */
function outside(): string[] {
  return everyEntryOf(top).filter((line) => !line.startsWith('project/.leakcheck/'))
}

const runs = (numRuns: number) => ({ numRuns, seed: Number(process.env.FAST_CHECK_SEED ?? 16) })

test('a report, whatever is in it, is shown as text that does nothing, or refused', async () => {
  const file = join(own, 'report.json')
  await expectInertReports(everyField())
  let shown = 0
  await fc.assert(
    fc.asyncProperty(mutatedJson(everyField()), async (text) => {
      writeFileSync(file, text)
      const report = await readOrRefused(() => readReport(file, 'it'))
      if (!report) return
      shown += 1
      await expectInertReports(report)
      const settings = {
        outputDir: own,
        cwd: project,
        baseline: join(project, 'b.json'),
        failOn: 'new',
      } as const
      for (const { id } of report.tests.slice(0, 1)) {
        const found = await readOrRefused(() => why(id, settings, (words) => words.join(' ')))
        if (found) expect(whyText(found, plainPaint)).not.toMatch(ACTIVE)
      }
      await leftBehindIn(own, project)
    }),
    runs(RUNS.reports),
  )
  // Neither all of them nor none: what is refused shows nothing.
  expect(shown).toBeGreaterThan(RUNS.reports / 10)
  expect(shown).toBeLessThan((RUNS.reports * 9) / 10)
  expect(outside()).toEqual(beside)
})

const header = { journal: 1, startedAt: '2026-01-01T00:00:00.000Z', seed: 7, basis: { a: 'b' } }
const shared = { shared: { run: 'r1', entries: 1 } }
const records = [
  {
    ...runRecord('together', [
      ['a', 'passed'],
      ['b', 'boom'],
    ]),
    run: 'r1',
    output: 'printed',
  },
  {
    ...runRecord('alone', [['a', 'passed']], {
      collect: ['b.py'],
      stray: [{ kind: 'import', failure: { type: 'E', message: 'm' } }],
    }),
    run: 'r2',
  },
  {
    ...runRecord('after', [['b', 'passed']], { end: { kind: 'crashed', signal: 'SIGKILL' } }),
    ...shared,
    run: 'r3',
  },
  {
    ...runRecord('left', [['b', 'passed']]),
    run: 'r4',
    wrote: [{ path: 'x', change: 'created', before: '', after: '' }],
    left: [{ command: 'c', ports: [80] }],
  },
] as const
const notes = [{ tree: { 'a.py': '3 1 2' } }, { folders: 'private' }]
const journal = [
  ...[header, ...notes].map((line) => JSON.stringify(line)),
  ...records.map((record) => journalLine(record)),
]

test('a journal, whatever is in it, gives runs that are whole, and no path out of the project', async () => {
  const file = join(own, 'journal.ndjson')
  const oneLine = fc
    .nat({ max: journal.length - 1 })
    .chain((at) =>
      mutatedJson(JSON.parse(journal[at] ?? '')).map((line) => journal.with(at, line).join('\n')),
    )
  await fc.assert(
    fc.asyncProperty(fc.oneof(oneLine, mutatedLines(journal)), async (text) => {
      writeFileSync(file, text)
      const read = await readWholeJournal(file)
      for (const { run, request, results } of read?.records ?? []) {
        expect(run).toMatch(/^[a-z]\d+$/)
        for (const id of [...request.order, ...results.map((each) => each.id)])
          expect(id).not.toMatch(ACTIVE)
      }
      const known = knownRuns(read?.records ?? [], () => Promise.resolve([]))
      await known.execute((read?.records ?? []).map(({ request }) => request))
      const left = await leftBehindIn(own, project)
      for (const path of [...left.files, ...left.lost])
        expect(path).not.toMatch(/^\/|(^|\/)\.\.(\/|$)/)
    }),
    runs(RUNS.journals),
  )
  expect(outside()).toEqual(beside)
})

test('a baseline, whatever is in it, is read or refused, and prints nothing active', async () => {
  const report = everyField()
  const entries = report.findings.map((finding, index) =>
    sampleEntry({
      ...{ key: String(index).repeat(16), victims: finding.victims, seenIn: 'together' },
      ...{ reason: 'later', expires: '2999-01-01', cause: 'after x', state: 'y' },
    }),
  )
  const whole = JSON.parse(printBaseline(entries)) as object
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(mutatedJson(whole), mutatedText(printBaseline(entries))),
      async (text) => {
        const read = await readOrRefused(() => parseBaseline(text, 'known.json'))
        if (!read) return
        const marked = withBaseline(
          report,
          { file: 'known.json', entries: read },
          { failOn: 'new', today: '2026-06-01', prune: 'p' },
        )
        expect(checkText(marked, plainPaint)).not.toMatch(ACTIVE)
        await expectInertReports(marked)
        expect(parseBaseline(printBaseline(read), 'known.json')).toHaveLength(read.length)
      },
    ),
    runs(RUNS.baselines),
  )
})

test('an order file, whatever is in it, names tests or does not', async () => {
  const ids = [
    '[shop] a.test.ts > cart > pays [#2]',
    'tests/test_a.py::TestCart::test_pays[1-\\u{1b}]',
  ]
  const lines = [
    '# every file is imported first',
    '# imported first: a.py',
    ...ids,
    `${ids[1] ?? ''} PASSED [ 5%]`,
    `[gw0] [ 10%] FAILED ${ids[1] ?? ''}`,
  ]
  const xml =
    '<testsuite><testcase classname="a" name="x"><properties><property name="worker" value="gw1"/></properties></testcase></testsuite>'
  const tests = suiteOf(['a > x', 'a > y'])
  await fc.assert(
    fc.asyncProperty(fc.oneof(mutatedLines(lines), mutatedText(xml)), (text) => {
      for (const id of readOrderLines(text.split('\n')).order) {
        expect(formatTestId(parseTestId(id))).not.toMatch(ACTIVE)
        expect(formatNodeId(parseNodeId(id))).not.toMatch(ACTIVE)
      }
      try {
        for (const given of readGiven(text)) match(given, tests)
      } catch (error) {
        // `bisect` makes one line of it.
        expect(error).toBeInstanceOf(Error)
        expect(text).toMatch(/^\uFEFF?\s*</)
      }
      return Promise.resolve()
    }),
    runs(RUNS.orders),
  )
})

test('a config, whatever is in it, is read or refused', async () => {
  const config = {
    ...{
      paths: ['a'],
      runner: 'vitest',
      env: { A: 'b' },
      isolate: 'sample:3',
      rounds: 2,
      budget: '5m',
    },
    ...{ reporters: ['json', 'junit=out.xml'], changed: true, ordered: ['x'], outputDir: 'out' },
  }
  await fc.assert(
    fc.asyncProperty(mutatedJson(config), async (text) => {
      const values = await readOrRefused(() => asJson(text))
      if (values === undefined) return
      const source = {
        code: 'config-invalid',
        prefix: 'x: ',
        nameOf: (path: string) => path,
      } as const
      await readOrRefused(() => validateConfig(values, source))
    }),
    runs(RUNS.configs),
  )
})

/** As the config's loader does. */
function asJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

test('a run over whatever lies in the folder touches nothing outside of it', async () => {
  await fc.assert(
    fc.asyncProperty(mutatedJson(everyField()), mutatedLines(journal), async (report, lines) => {
      const files = { 'made-by-leakcheck.txt': '', 'report.json': report, 'journal.ndjson': lines }
      for (const [name, text] of Object.entries(files)) writeFileSync(join(own, name), text)
      const workspace = await openWorkspace(own, project)
      workspace.beginJournal({ ...header, journal: 1 })
      workspace.writeOrder('findings/L1/order.txt', ['a'])
      workspace.writeReport(everyField())
      await workspace.close()
    }),
    runs(RUNS.folders),
  )
  expect(outside()).toEqual(beside)
})
