import { stripVTControlCharacters } from 'node:util'
import { expect, test } from 'vitest'
import { plainPaint } from './paint.js'
import { sampleFinding, sampleReport, sampleTest } from './sample-report.fixture.js'
import { terminal } from './terminal/terminal.js'
import { wrapLines } from './wrap-lines.js'

test('a row goes on beside its label, a title beside its number, a list below itself, each between words', () => {
  const lines = [
    "✗ L1  1 test fails in your suite's order      12 runs, 3 s",
    '  seen      alone 0/4 failed · together 5/5 failed · same error',
    '            a second row of the same label, which is long',
    '  tests/api.test.ts > starts with an empty basket   not run',
    'short',
  ]
  expect(wrapLines(lines, 40)).toEqual([
    "✗ L1  1 test fails in your suite's order",
    '      12 runs, 3 s',
    '  seen      alone 0/4 failed · together',
    '            5/5 failed · same error',
    '            a second row of the same',
    '            label, which is long',
    '  tests/api.test.ts > starts with an',
    '    empty basket   not run',
    'short',
  ])
})

test('a command is never broken, and where there is no room for words nothing is', () => {
  const replay = '  replay    npx leakcheck replay L1 --config some/where/else.config.ts'
  const plain = '  in plain pytest  python -m pytest tests/test_a.py::test_one tests/test_b.py'
  expect(wrapLines([replay, plain], 40)).toEqual([replay, plain])
  expect(wrapLines(['  seen      alone 0/4 failed · together 5/5 failed'], 30)).toHaveLength(1)
})

test('styles begin and end on each line, and count for nothing', () => {
  const bold = (text: string): string => `\u001b[1m${text}\u001b[22m`
  const line = `  ${bold('cause'.padEnd(8))}  ${bold('a test that runs before and leaves its book behind')}`
  const wrapped = wrapLines([line], 40)
  expect(wrapped.map(stripVTControlCharacters)).toEqual([
    '  cause     a test that runs before and',
    '            leaves its book behind',
  ])
  expect(wrapped[0]).toContain(bold('a test that runs before and'))
})

test('the terminal reporter wraps at the width of the terminal, and not without one', () => {
  const victim = sampleTest('starts empty', { kind: 'victim', findings: ['L1'] })
  const report = sampleReport([victim], [sampleFinding([victim])])
  const widest = (width?: number): number =>
    Math.max(
      ...terminal(report, {
        ...{ paint: plainPaint, pathInRepository: '' },
        ...(width === undefined ? {} : { width }),
      })
        .split('\n')
        .map((line) => line.length),
    )
  expect(widest()).toBeGreaterThan(60)
  expect(widest(60)).toBeLessThanOrEqual(60)
})
