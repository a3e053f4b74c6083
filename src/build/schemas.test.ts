import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import { beforeAll, expect, test } from 'vitest'
import { baselineJsonSchema } from '../baseline/entry.js'
import { sampleEntry } from '../baseline/entry.fixture.js'
import { printBaseline } from '../baseline/print.js'
import { configJsonSchema } from '../config/schema.js'
import { sampleFinding, sampleReport, sampleTest } from '../report/sample-report.fixture.js'
import { reportJsonSchema } from './report-schema.js'

let isReport: ValidateFunction
beforeAll(() => {
  // The generator names draft 7; what it writes is the same in 2020-12.
  const { $schema: _, ...schema } = reportJsonSchema()
  isReport = new Ajv2020({ strict: false }).compile(schema)
})

const victim = sampleTest('a', { kind: 'victim', manifest: true, findings: ['L1'] })
const report = sampleReport([victim], [sampleFinding([victim], { cause: { kind: 'self' } })])

test('a report is one, with fields of a later version too', () => {
  expect(isReport(report)).toBe(true)
  expect(isReport({ ...report, later: 1, tests: [{ ...victim, later: 1 }] })).toBe(true)
})

test.each([
  ['another version', { schemaVersion: 2 }],
  ['an unknown kind', { tests: [{ ...victim, kind: 'leaky' }] }],
  ['no counts', { counts: undefined }],
  ['a finding without a key', { findings: [{ ...sampleFinding([victim]), key: undefined }] }],
  [
    'an unknown cause',
    { findings: [sampleFinding([victim], { cause: { kind: 'magic' } as never })] },
  ],
])('%s is no report', (_, change) => {
  const wrong: unknown = JSON.parse(JSON.stringify({ ...report, ...change }))
  expect(isReport(wrong)).toBe(false)
})

test('the schema of config files agrees with what is accepted', () => {
  const isConfig = new Ajv2020({ strict: false }).compile(configJsonSchema())
  expect(isConfig({ timeout: '90s', isolate: 'sample:3', reporters: ['junit=out.xml'] })).toBe(true)
  expect(isConfig({})).toBe(true)
  expect(isConfig({ timout: '90s' })).toBe(false)
  expect(isConfig({ isolate: 'sample:none' })).toBe(false)
})

test('the schema of baselines agrees with what is written', () => {
  const isBaseline = new Ajv2020({ strict: false, validateFormats: false }).compile(
    baselineJsonSchema(),
  )
  const written: unknown = JSON.parse(printBaseline([sampleEntry({ expires: '2027-01-31' })]))
  expect(isBaseline(written), JSON.stringify(isBaseline.errors)).toBe(true)
  expect(isBaseline({ schemaVersion: 1 })).toBe(false)
  expect(isBaseline({ schemaVersion: 1, findings: [{ key: 'x' }] })).toBe(false)
})

test('a report may say what a baseline knows', () => {
  const baseline = { file: 'b.json', entries: 1, fixed: [], notCompared: [], prune: 'prune' }
  const marked = { ...sampleFinding([victim]), baseline: { status: 'known' as const } }
  expect(isReport({ ...report, baseline, findings: [marked] })).toBe(true)
  const wrong = { ...marked, baseline: { status: 'old' } }
  expect(isReport({ ...report, findings: [wrong] })).toBe(false)
})
