import { expect, test } from 'vitest'
import { investigate } from '../compare/fake-suite.fixture.js'
import { suiteOf } from '../model/outline.fixture.js'
import { lanesOf } from '../plan/lanes.js'
import { openSimulatedHost } from '../simulation/simulated-host.js'
import type { SimulatedTests } from '../simulation/simulated-suite.js'
import { surroundingsOf } from '../surroundings.js'
import { casesOf } from './case.js'
import { oracleFor } from './explained-by.js'
import type { Explanation } from './explanation.js'
import { prove, type Proof } from './prove.js'
import { subjectOf, type Reading } from './subject.js'
import { driveNow } from './trial.fixture.js'

const LEAVES = { leaves: 'x' }

/** What comes of an explanation, be it right or wrong, of the only victim. */
async function proven(
  tests: SimulatedTests,
  blamed: readonly string[],
  {
    alternatives = [],
    reading = 'same failure',
  }: { alternatives?: string[]; reading?: Reading } = {},
): Promise<Proof> {
  const { verdicts } = await investigate(tests)
  const suite = suiteOf(Object.keys(tests))
  const around = surroundingsOf(lanesOf(suite), {
    clones: () => false,
    test: (id) => suite.find((each) => each.id === id) ?? suite[0]!,
  })
  const [member] = casesOf(verdicts)[0]!.members
  const subject = subjectOf(member!, [], reading)
  const said: Explanation = {
    kind: 'tests',
    victim: subject.victim.id,
    tests: blamed,
    alternatives,
    cleaners: [],
  }
  const asking = prove(said, subject, around, oracleFor(subject, 'warm'), 3)
  return driveNow(asking, openSimulatedHost({ tests }, 1).execute).proof
}

const counts = (proof: Proof) =>
  proof.holds
    ? proof.shown.map(({ what, failed, total }) => `${what} ${failed}/${total}`)
    : proof.against

test('with it the victim fails, without it in the same order it passes', async () => {
  const tests = { 'a > 1': {}, 'a > 2': LEAVES, 'b > 3': { failsAt: { state: 'x' } } }
  const proof = await proven(tests, ['a > 2'])
  expect(counts(proof)).toEqual(['after it 3/3', 'without it 0/3'])
  expect(proof).toMatchObject({ others: false })
})

test('who does nothing is not to blame', async () => {
  const tests = { 'a > 1': {}, 'a > 2': LEAVES, 'b > 3': { failsAt: { state: 'x' } } }
  expect(counts(await proven(tests, ['a > 1']))).toBe('not so in processes started from nothing')
})

test('where others do the same in that order, it is shown with nobody else, and said that there are others', async () => {
  const tests = { 'a > 1': LEAVES, 'a > 2': LEAVES, 'b > 3': { failsAt: { state: 'x' } } }
  const proof = await proven(tests, ['a > 1'])
  expect(counts(proof)).toEqual(['after it 3/3', 'before it 0/3'])
  expect(proof).toMatchObject({ others: true })
  const all = await proven(tests, ['a > 1'], { alternatives: ['a > 2'] })
  expect(all).toMatchObject({ holds: true, others: false })
})

test('of several that are called needed, each has to make the failure go away', async () => {
  const tests = { 'a > 1': LEAVES, 'a > 2': LEAVES, 'b > 3': { failsAt: { state: 'x' } } }
  expect(counts(await proven(tests, ['a > 1', 'a > 2']))).toBe('without a > 1 it failed 3 of 3 times') // prettier-ignore
  const both = { ...tests, 'a > 2': { leaves: 'y' }, 'b > 3': { failsAt: { state: ['x', 'y'] } } }
  expect(counts(await proven(both, ['a > 1', 'a > 2']))).toEqual([
    'after all 2 3/3',
    'without the first 0/3',
    'without the second 0/3',
  ])
})

test('a victim that fails with another error without it has not been healed', async () => {
  const tests = {
    'a > 1': LEAVES,
    'a > 2': LEAVES,
    'b > 3': { failsAt: { state: 'x', says: 'who' as const } },
  }
  const proof = await proven(tests, ['a > 1', 'a > 2'])
  expect(proof).toEqual({
    holds: false,
    against: 'without a > 1 it failed 3 of 3 times, with another error',
    otherwise: true,
  })
  // Whoever looks for any failure sees it as well: they are not both needed.
  const loose = await proven(tests, ['a > 1', 'a > 2'], { reading: 'any failure' })
  expect(counts(loose)).toBe('without a > 1 it failed 3 of 3 times')
})

test('of more than four that are needed, each is left out', async () => {
  const names = ['p', 'q', 'r', 's', 't', 'u']
  const tests = {
    ...Object.fromEntries(names.map((state) => [`a > ${state}`, { leaves: state }])),
    'b > 3': { failsAt: { state: names } },
  }
  const proof = await proven(tests, names.map((name) => `a > ${name}`)) // prettier-ignore
  expect(counts(proof)).toHaveLength(7)
  expect(counts(proof)).toContain('without the sixth 0/3')
})
