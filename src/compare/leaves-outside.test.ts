import { expect, test } from 'vitest'
import type { RunRecord } from '../model/run.js'
import { leavesOutside } from './leaves-outside.js'

function run(...names: string[]): RunRecord {
  return {
    run: 'r1',
    request: { purpose: 'alone', project: '', order: [], host: 'cold' },
    end: { kind: 'completed' },
    results: [],
    stray: [],
    outside: names.map((name) => ({
      path: `$TMPDIR/${name}`,
      change: 'created',
      before: 'not there',
      after: '1 bytes',
    })),
    ...{ wallMs: 0, cpuMs: 0, processes: 1 },
  }
}

test.each(['myapp-cache.json', 'shop.db', 'state', 'app.sock', 'lock'])(
  'another test may come across %s',
  (name) => {
    expect(leavesOutside([run(name)])).toBe(true)
  },
)

test.each([
  'shop-x3Fq9Z',
  'tmpk2_a81xw',
  'tmpabcdefgh.txt',
  'app-48213.sock',
  '1f0c9a62-6f0e-4f3b-9c0a-1f0c9a626f0e',
  'run-1764594000123',
])('%s is made up anew each time', (name) => {
  expect(leavesOutside([run(name), run('other-Ab3dE9')])).toBe(false)
})

test('a name that looks made up and comes twice is fixed; what is below it does not count', () => {
  expect(leavesOutside([run('state2024'), run('state2024')])).toBe(true)
  expect(leavesOutside([run('shop-x3Fq9Z', 'shop-x3Fq9Z/data.json')])).toBe(false)
})

test('runs that leave nothing', () => {
  expect(leavesOutside([run(), { ...run() }])).toBe(false)
})
