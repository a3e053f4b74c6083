import { expect, test } from 'vitest'
import { sampleReport, sampleTest } from '../sample-report.fixture.js'
import { encodeTable } from './encode-table.js'
import { EVERYTHING, filterTable } from './filter-table.js'

const python = (file: string, title: string) => ({ id: `${file}::${title}`, file })

test('tests with the same outcomes in every order share one result', () => {
  const tests = Array.from({ length: 1_000 }, (_, at) => sampleTest(`adds ${at}`))
  const { results, files, orders } = encodeTable(sampleReport(tests))
  expect(orders).toEqual(['together', 'alone', 'reverse'])
  expect(results).toHaveLength(1)
  expect(files).toHaveLength(1)
  expect(files[0]?.tests).toHaveLength(1_000)
  expect(files[0]?.tests[7]).toEqual([' > adds 7', 0, 0])
})

test('the prefix of a file and the rest of a row give back the whole test id', () => {
  const tests = [
    sampleTest('a', python('t/test_a.py', 'test_a')),
    sampleTest('b', python('t/test_a.py', 'TestB::test_b[::x]')),
    sampleTest('c', { file: 'web/c.test.ts', id: '[web] web/c.test.ts > c' }),
    sampleTest('d', { file: 'elsewhere.ts', id: 'no file in it' }),
  ]
  const { files } = encodeTable(sampleReport(tests))
  const ids = files.flatMap(({ prefix, tests: rows }) => rows.map(([rest]) => prefix + rest))
  expect(ids).toEqual(tests.map(({ id }) => id))
})

test('a cell shows several outcomes of one order with their counts, and whether the order was not run', () => {
  const flaky = sampleTest('a', {
    kind: 'flaky',
    together: { failed: 1, passed: 3 },
    alone: {},
    orders: [],
  })
  const { results } = encodeTable(sampleReport([flaky, sampleTest('b')]))
  expect(results[0]?.cells).toEqual([
    ['mixed', '1 failed, 3 passed'],
    ['none', 'was not run'],
    ['none', 'was not run'],
  ])
})

test("files with the same path in two projects are shown with their project's name", () => {
  const tests = ['one', 'two'].map((project) =>
    sampleTest('a', { project, id: `[${project}] a.test.ts > a`, file: 'a.test.ts' }),
  )
  const projects = ['one', 'two'].map((name) => ({
    name,
    root: name,
    runner: { name: 'vitest', version: '4' } as const,
  }))
  const { files } = encodeTable(sampleReport(tests, [], { projects }))
  expect(files.map(({ name }) => name)).toEqual(['[one] a.test.ts', '[two] a.test.ts'])
})

test('the table can be filtered by words in ids, notes and findings, by kinds, and by one file', () => {
  const tests = [
    sampleTest('Adds up', { file: 'a.test.ts' }),
    sampleTest('rounds', { file: 'b.test.ts', kind: 'victim', findings: ['L1'] }),
    sampleTest('prints', { file: 'b.test.ts', kind: 'flaky', note: 'failed 1 of 4 times' }),
  ]
  const data = encodeTable(sampleReport(tests))
  const found = (filter: Partial<typeof EVERYTHING>) =>
    filterTable(data, { ...EVERYTHING, ...filter }).flatMap(({ file, tests: rows }) =>
      rows.map(([rest]) => file.prefix + rest),
    )
  // Files with something to see come first.
  expect(found({})).toEqual(['b.test.ts > rounds', 'b.test.ts > prints', 'a.test.ts > Adds up'])
  expect(found({ text: ' adds  A.TEST ' })).toEqual(['a.test.ts > Adds up'])
  expect(found({ text: 'l1' })).toEqual(['b.test.ts > rounds'])
  expect(found({ text: '1 of 4' })).toEqual(['b.test.ts > prints'])
  expect(found({ kinds: new Set(['flaky', 'clean']) })).toHaveLength(2)
  expect(found({ file: 0 })).toEqual(['a.test.ts > Adds up'])
  expect(found({ file: 0, kinds: new Set(['victim']) })).toEqual([])
})
