import type { TestProject, TestSpecification, Vitest } from 'vitest/node'
import { expect, test } from 'vitest'
import { sharesProcess, whyUndrivable, workersOf } from './pools.js'

/** A project by itself: its config is also the root's. */
function shares(major: number, config: object, pools = ['one']): boolean {
  const both = { config } as unknown
  const session = { vitest: both as Vitest, major }
  return sharesProcess(both as TestProject, session, new Set(pools))
}

test.each(['forks', 'threads'])(
  'in the pool %s, files share a process only if they are not isolated',
  (pool) => {
    for (const major of [2, 3, 4, 5]) {
      expect(shares(major, { pool, isolate: true })).toBe(false)
      expect(shares(major, { pool, isolate: false })).toBe(true)
    }
  },
)

test('before Vitest 4, the options of the pool in use override isolate; Vitest 4 ignores them', () => {
  const isolated = { pool: 'threads', isolate: true }
  const of = (threads: object): object => ({ ...isolated, poolOptions: { threads } })
  for (const major of [2, 3]) {
    expect(shares(major, of({ isolate: false }))).toBe(true)
    expect(shares(major, of({ singleThread: true }))).toBe(true)
    expect(shares(major, { ...isolated, poolOptions: { forks: { singleFork: true } } })).toBe(false)
  }
  expect(shares(4, of({ singleThread: true }))).toBe(false)
})

test.each(['vmForks', 'vmThreads'])(
  'in the pool %s, only the single worker of Vitest 4 has one context for all files',
  (pool) => {
    // Vitest itself sets isolate to false for any project in such a pool.
    const config = { pool, isolate: false }
    for (const major of [2, 3, 4, 5]) {
      expect(shares(major, config)).toBe(false)
      expect(shares(major, { ...config, maxWorkers: 1 })).toBe(major === 4)
    }
  },
)

test('there is one worker, unless the settings of the project ask for several', () => {
  const workers = (major: number, config: object): number => {
    const both = { config: { pool: 'forks', ...config } } as unknown
    return workersOf(both as TestProject, { vitest: both as Vitest, major })
  }
  for (const major of [2, 3, 4, 5]) {
    expect(workers(major, {})).toBe(1)
    expect(workers(major, { maxWorkers: 3 })).toBe(3)
    expect(workers(major, { maxWorkers: 1 })).toBe(1)
  }
  expect(workers(5, { maxWorkers: 7, providedOptions: { maxWorkers: false } })).toBe(1)
  expect(workers(5, { maxWorkers: 2, providedOptions: { maxWorkers: true } })).toBe(2)
  expect(workers(3, { poolOptions: { forks: { maxForks: 2 } } })).toBe(2)
  expect(workers(3, { poolOptions: { threads: { maxThreads: 2 } } })).toBe(1)
  expect(workers(3, { maxWorkers: 2, poolOptions: { forks: { singleFork: true } } })).toBe(1)
})

test('files in different pools never share a process', () => {
  expect(shares(3, { pool: 'forks', isolate: false }, ['forks', 'threads'])).toBe(false)
})

test("Vitest's own pools can be driven; custom pools, browser tests and type tests cannot, each with a reason", () => {
  const spec = (pool: string, poolRunner?: object): TestSpecification =>
    ({ pool, project: { config: { poolRunner } } }) as unknown as TestSpecification
  for (const pool of ['forks', 'threads', 'vmForks', 'vmThreads'])
    expect(whyUndrivable(spec(pool))).toBe(undefined)
  expect(whyUndrivable(spec('./pool.js'))).toContain("pool ./pool.js is the project's own")
  expect(whyUndrivable(spec('forks', { name: 'forks' }))).toContain('own')
  expect(whyUndrivable(spec('browser'))).toContain('browser')
  expect(whyUndrivable(spec('typescript'))).toContain('type tests')
})
