import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { sampleFinding, sampleReport, sampleTest } from './report/sample-report.fixture.js'
import { why } from './why.js'

const first = sampleTest('first')
const victim = sampleTest('second', { kind: 'victim', manifest: true, findings: ['L1'] })
const report = sampleReport([first, victim], [sampleFinding([victim])])
const results = [
  { id: first.id, outcome: 'passed', durationMs: 1 },
  { id: victim.id, outcome: 'failed', durationMs: 1, failure: { type: 'Error', message: 'no' } },
]
const record = (run: string, of: readonly object[]) =>
  JSON.stringify({
    run,
    end: { kind: 'completed' },
    results: of,
    request: { purpose: 'together', project: 'root', host: 'warm' },
    ...{ stray: [], wallMs: 1, cpuMs: 1, processes: 1 },
  })

let outputDir: string
beforeEach(() => {
  outputDir = mkdtempSync(join(tmpdir(), 'leakcheck-why-'))
  mkdirSync(join(outputDir, 'orders'))
  writeFileSync(join(outputDir, 'orders/together.txt'), `${first.id}\n${victim.id}\n`)
  writeFileSync(join(outputDir, 'report.json'), JSON.stringify(report))
})
afterEach(() => rmSync(outputDir, { recursive: true }))

const ask = (target: string) =>
  why(
    target,
    { outputDir, cwd: outputDir, baseline: join(outputDir, 'known.json'), failOn: 'new' },
    (words) => words.join(' '),
  )

test('report, orders and journal are read from the folder, even if the journal ends in half a line', async () => {
  const lines = [
    record('r1', results),
    record('r2', results.slice(0, 1)),
    record('r3', results).slice(0, -9),
  ]
  writeFileSync(join(outputDir, 'journal.ndjson'), lines.join('\n'))
  const { test: about, runs, findings } = await ask('second')
  expect(about.id).toBe(victim.id)
  expect(findings.map(({ id }) => id)).toEqual(['L1'])
  expect(runs).toEqual([
    {
      run: 'r1',
      purpose: 'together',
      host: 'warm',
      order: 'orders/together.txt',
      at: 2,
      of: 2,
      outcome: 'failed',
      failure: 'A',
    },
  ])
})

test('a finding has what the baseline says of it now, even if the baseline is newer than the run', async () => {
  expect((await ask('second')).findings[0]?.baseline).toBeUndefined()
  const [finding] = report.findings
  const key = '9c04ce58405eccc9'
  writeFileSync(
    join(outputDir, 'report.json'),
    JSON.stringify({ ...report, findings: [{ ...finding, key }] }),
  )
  const entry = {
    key,
    kind: finding?.kind,
    what: 'one',
    failure: 'no',
    seenIn: 'together',
    victims: [victim.id],
  }
  const known = { schemaVersion: 1, findings: [{ ...entry, reason: 'JIRA-7' }] }
  writeFileSync(join(outputDir, 'known.json'), JSON.stringify(known))
  expect((await ask('second')).findings[0]?.baseline).toEqual({ status: 'known', reason: 'JIRA-7' })
})

test('without a journal, the report is read and the runs are undefined', async () => {
  expect((await ask('second')).runs).toBeUndefined()
})

test.each([
  ['L1', 'no-such-test', /such as '.* > second'/],
  ['nothing', 'no-such-test', /leakcheck list/],
  ['test/api', 'ambiguous-test', /say more/],
])('leakcheck why %j fails with the error %s', async (target, code, hint) => {
  await expect(ask(target)).rejects.toMatchObject({
    code,
    hint: expect.stringMatching(hint) as string,
  })
})

test.each([
  ['{ "half": ', 'bad-report'],
  ['{ "schemaVersion": 2 }', 'bad-report'],
  ['null', 'bad-report'],
])('a report that contains %j is refused with the error %s', async (text, code) => {
  writeFileSync(join(outputDir, 'report.json'), text)
  await expect(ask('second')).rejects.toMatchObject({
    code,
    hint: 'leakcheck run writes a new one',
  })
})

test('leakcheck why without a report fails with the error no-report', async () => {
  rmSync(join(outputDir, 'report.json'))
  await expect(ask('second')).rejects.toMatchObject({ code: 'no-report' })
})
