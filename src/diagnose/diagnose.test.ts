import { expect, test } from 'vitest'
import { investigate } from '../compare/fake-suite.fixture.js'
import { suiteOf } from '../model/outline.fixture.js'
import { lanesOf } from '../plan/lanes.js'
import { openSimulatedHost } from '../simulation/simulated-host.js'
import type { SimulatedTests } from '../simulation/simulated-suite.js'
import { surroundingsOf } from '../surroundings.js'
import { casesOf } from './case.js'
import { diagnose } from './diagnose.js'
import { diagnosed, victimsOf } from './diagnosed.fixture.js'

const VICTIM = { failsAt: { state: 'x' } }
const LEAVES = { leaves: 'x' }

test.each([true, false])(
  'one polluter is found, and proven by running with and without it (clones: %s)',
  async (clones) => {
    const tests = { 'a > 1': {}, 'a > 2': LEAVES, 'a > 3': {}, 'b > 4': {}, 'b > 5': VICTIM }
    const [found, ...others] = await diagnosed(tests, { clones })
    expect(others).toEqual([])
    expect(found?.cause).toEqual({ kind: 'polluter', tests: ['a > 2'] })
    expect(found?.proof.map(({ what, failed, total }) => [what, failed, total])).toEqual([
      ['after it', 3, 3],
      ['without it', 0, 3],
    ])
  },
)

test("a victim that fails in the suite's own order speaks for those that only could", async () => {
  const [found] = await diagnosed({
    'a > 1': {},
    'a > 2': VICTIM,
    'a > 3': LEAVES,
    'a > 4': {},
    'a > 5': VICTIM,
  })
  expect(found && victimsOf(found)).toEqual(['a > 5', 'a > 2'])
  expect(found?.proof.map(({ victim }) => victim)).toEqual(['a > 5', 'a > 5'])
})

test('victims of one polluter are one finding, whatever their errors', async () => {
  const found = await diagnosed({
    'a > 1': { leaves: [{ state: 'x' }, { state: 'y' }] },
    'a > 2': VICTIM,
    'a > 3': { failsAt: { state: 'y' } },
    'b > 4': VICTIM,
  })
  expect(found.map(victimsOf)).toEqual([['a > 2', 'b > 4', 'a > 3']])
})

test('victims of two polluters are two findings, even if their errors are the same', async () => {
  const found = await diagnosed({
    'a > 1': { leaves: 'x' },
    'a > 2': VICTIM,
    'a > 3': { cleans: 'x' },
    'b > 4': { leaves: 'y' },
    'b > 5': { failsAt: { state: 'y' } },
  })
  expect(found.map((each) => [each.cause, victimsOf(each)])).toEqual([
    [{ kind: 'polluter', tests: ['a > 1'] }, ['a > 2']],
    [{ kind: 'polluter', tests: ['b > 4'] }, ['b > 5']],
  ])
})

test('of several tests that pollute on their own, the first is named, or all if asked for', async () => {
  const tests = { 'a > 1': LEAVES, 'a > 2': {}, 'a > 3': LEAVES, 'b > 4': LEAVES, 'b > 5': VICTIM }
  const all = { kind: 'polluter', tests: ['a > 1'], alternatives: ['a > 3', 'b > 4'] }
  for (const options of [{ allPolluters: true }, { allPolluters: true, clones: true }])
    expect((await diagnosed(tests, options))[0]?.cause).toEqual(all)
  const [found] = await diagnosed(tests)
  expect(found?.cause).toMatchObject({ kind: 'polluter', tests: ['a > 1'] })
})

test('two co-polluters are found, and the victim passes without either of them', async () => {
  const [found] = await diagnosed({
    'a > 1': { leaves: 'x' },
    'a > 2': {},
    'a > 3': { leaves: 'y' },
    'b > 4': { failsAt: { state: ['x', 'y'] } },
  })
  expect(found?.cause).toEqual({ kind: 'co-polluters', tests: ['a > 1', 'a > 3'] })
  expect(found?.proof.map(({ failed, total }) => `${failed}/${total}`)).toEqual(['3/3', '0/3', '0/3']) // prettier-ignore
})

test('two co-polluters that pollute only in one order are found', async () => {
  const [found] = await diagnosed(
    {
      'a > 1': { cleans: 'y' },
      'a > 2': {},
      'a > 3': {},
      'b > 4': { leaves: 'y', cleans: 'z' },
      'b > 5': { leaves: 'z' },
      'b > 6': { failsAt: { state: ['y', 'z'] } },
    },
    { rounds: 2 },
  )
  expect(found?.cause).toEqual({ kind: 'co-polluters', tests: ['b > 4', 'b > 5'] })
})

test('two co-polluters that could each be replaced by another test are no accumulation', async () => {
  const [found] = await diagnosed({
    'a > 1': { leaves: 'x' },
    'a > 2': { leaves: 'x' },
    'a > 3': { leaves: 'y' },
    'a > 4': { leaves: 'y' },
    'b > 5': { failsAt: { state: ['x', 'y'] } },
  })
  expect(found?.cause?.kind).toBe('co-polluters')
})

/** Every second test uses up the quota, the victims too. */
const QUOTA = { leaves: 'x', failsAt: { state: 'x', amount: 4 } }
const quota: SimulatedTests = Object.fromEntries(
  Array.from({ length: 20 }, (_, at) => [`f${at % 4} > t${at}`, at % 2 === 0 ? QUOTA : {}]),
)

test.each([true, false])(
  'an accumulation has its threshold and all its contributors, victims included (clones: %s)',
  async (clones) => {
    const found = await diagnosed(quota, { clones })
    expect(found).toHaveLength(1)
    expect(found[0]?.cause).toMatchObject({
      kind: 'accumulation',
      threshold: 4,
      dose: [
        { count: 3, failed: 0, total: 5 },
        { count: 4, failed: 5, total: 5 },
      ],
    })
    const { contributors = [] } = found[0]?.cause as { contributors?: string[] }
    expect([...contributors].sort()).toEqual(
      Object.keys(quota).filter((id) => quota[id] === QUOTA).sort(), // prettier-ignore
    )
    // Victims that come too early to fail in own order fail in another one.
    expect(victimsOf(found[0]!)).toHaveLength(10)
  },
)

test.each([true, false])(
  'an accumulation in which each test counts only once names its contributors (clones: %s)',
  async (clones) => {
    const one = { leaves: [{ state: 'x', distinct: true }] } as const
    const [found] = await diagnosed(
      { 'a > 1': one, 'a > 2': one, 'a > 3': {}, 'b > 4': one, 'b > 5': one, 'b > 6': {}, 'c > 7': { failsAt: { state: 'x', amount: 3 } } }, // prettier-ignore
      { clones },
    )
    expect(found?.cause).toMatchObject({
      kind: 'accumulation',
      threshold: 3,
      contributors: ['a > 1', 'a > 2', 'b > 4', 'b > 5'],
    })
  },
)

test('an accumulation in which some tests count for more than others names no contributors', async () => {
  const heavy = { leaves: [{ state: 'x', weight: 3 }] }
  const [found] = await diagnosed({
    'a > 1': LEAVES,
    'a > 2': LEAVES,
    'a > 3': heavy,
    'a > 4': LEAVES,
    'a > 5': heavy,
    'b > 6': heavy,
    'b > 7': { failsAt: { state: 'x', amount: 6 } },
  })
  expect(found?.cause).toMatchObject({ kind: 'accumulation' })
  expect(found?.cause).not.toHaveProperty('contributors')
})

test('a cleaner between polluter and victim is named', async () => {
  const [found] = await diagnosed(
    { 'a > 1': LEAVES, 'a > 2': {}, 'a > 3': { cleans: 'x' }, 'a > 4': {}, 'b > 5': VICTIM },
    { rounds: 8 },
  )
  expect(found).toMatchObject({ cause: { tests: ['a > 1'] }, cleaners: ['a > 3'] })
})

test('for a brittle test, the state-setters are named: one, or all that it needs', async () => {
  const needs = { 'a > 1': {}, 'a > 2': LEAVES, 'b > 3': {}, 'b > 4': { needs: 'x' } }
  const [found] = await diagnosed(needs)
  expect(found?.cause).toEqual({ kind: 'state-setter', tests: ['a > 2'] })
  const both = { 'a > 1': LEAVES, 'a > 2': { leaves: 'y' }, 'b > 3': { needs: ['x', 'y'] } }
  const [needsBoth] = await diagnosed(both)
  expect(needsBoth?.cause).toEqual({ kind: 'state-setter', tests: ['a > 1', 'a > 2'] })
})

test('for a masked test, the polluter that changes its failure is named', async () => {
  const [found] = await diagnosed({
    'a > 1': LEAVES,
    'a > 2': {},
    'b > 3': { ...VICTIM, broken: true },
  })
  expect(found?.members[0]?.kind).toBe('masked')
  expect(found?.cause).toEqual({ kind: 'polluter', tests: ['a > 1'] })
})

test('two tests that pollute each other are one finding with two victims', async () => {
  const both = { ...LEAVES, ...VICTIM }
  const found = await diagnosed({ 'a > 1': both, 'a > 2': both, 'b > 3': {} })
  expect(found).toHaveLength(1)
  expect(victimsOf(found[0]!).sort()).toEqual(['a > 1', 'a > 2'])
  // Each is a victim of the other, and neither of itself.
  const { tests, alternatives } = found[0]?.cause as { tests: string[]; alternatives: string[] }
  expect([...tests, ...alternatives].sort()).toEqual(['a > 1', 'a > 2'])
})

test('a search that is cut has no cause, but the smallest failing order so far', async () => {
  const tests = Object.fromEntries(
    Array.from({ length: 64 }, (_, at) => [`a > ${at}`, at === 20 ? LEAVES : at === 60 ? VICTIM : {}]), // prettier-ignore
  )
  const { verdicts } = await investigate(tests)
  const suite = suiteOf(Object.keys(tests))
  const around = surroundingsOf(lanesOf(suite), {
    clones: () => false,
    test: (id) => suite.find((each) => each.id === id) ?? suite[0]!,
  })
  const diagnosing = diagnose(casesOf(verdicts), around, { allPolluters: false, repeats: 3 })
  const host = openSimulatedHost({ tests }, 1)
  let step = diagnosing.asking.next()
  while (!step.done && host.cost().runs < 9) step = diagnosing.asking.next(host.execute(step.value))
  const [found] = diagnosing.soFar()
  expect(found?.cause).toBeUndefined()
  const { order = [] } = found?.smallest ?? {}
  expect(order).toContain('a > 20')
  expect(order.length).toBeLessThan(40)
})
