import { expect, test } from 'vitest'
import { diagnosed, victimsOf } from './diagnosed.fixture.js'

const VICTIM = { failsAt: { state: 'x' } }
const LEAVES = { leaves: 'x' }

/** Says who left it: with fewer of them it fails with another text. */
const SAYS_WHO = { failsAt: { state: 'x', says: 'who' } } as const

test.each([true, false])(
  'of six tests that pollute on their own none is called needed, though the victim says something else with fewer of them (clones: %s)',
  async (clones) => {
    const six = Object.fromEntries(Array.from({ length: 6 }, (_, at) => [`a > ${at}`, LEAVES]))
    const [found, ...others] = await diagnosed({ ...six, 'b > 7': SAYS_WHO }, { clones })
    expect(others).toEqual([])
    expect(found?.cause).toMatchObject({ kind: 'polluter' })
    const absent = found?.proof.filter(({ expected }) => expected === 'absent') ?? []
    expect(absent.length).toBeGreaterThan(0)
    expect(absent.map(({ failed }) => failed)).toEqual(absent.map(() => 0))
    // Without clones some of six are named, and it is said that there are others.
    expect(found?.cause).toMatchObject(clones ? { alternatives: Object.keys(six).slice(1) } : { others: true }) // prettier-ignore
  },
)

test('victims that one polluter makes fail are one finding, though each says something else when others ran too', async () => {
  const found = await diagnosed({
    'a > 1': LEAVES,
    'a > 2': { failsAt: { state: 'x', says: 'who' } },
    'a > 3': LEAVES,
    'b > 4': { failsAt: { state: 'x', says: 'who' } },
    'b > 5': { failsAt: { state: ['x'], says: 'how much' } },
  })
  expect(found.map(victimsOf)).toEqual([['a > 2', 'b > 4', 'b > 5']])
  expect(found[0]?.cause).toMatchObject({
    ...{ kind: 'polluter', tests: ['a > 1'] },
    ...{ alternatives: ['a > 3'] },
  })
})

test('a victim that fails for a second reason too stays a finding of its own', async () => {
  const found = await diagnosed({
    'a > 1': LEAVES,
    'a > 2': VICTIM,
    'a > 3': { leaves: 'y' },
    'b > 4': { failsAt: { state: 'x', says: 'who' } },
    'b > 5': { needs: [], failsAt: { state: ['y'], says: 'who' } },
  })
  expect(found.map((each) => [each.cause, victimsOf(each)])).toEqual([
    [{ kind: 'polluter', tests: ['a > 1'] }, ['a > 2', 'b > 4']],
    [{ kind: 'polluter', tests: ['a > 3'] }, ['b > 5']],
  ])
})

test('an alternative is claimed for the victim that it was tried on', async () => {
  const [found] = await diagnosed(
    {
      'a > 1': { leaves: [{ state: 'x' }, { state: 'y' }] },
      'a > 2': LEAVES,
      'b > 3': VICTIM,
      'b > 4': { failsAt: { state: 'y' } },
    },
    { allPolluters: true },
  )
  expect(victimsOf(found!)).toEqual(['b > 3', 'b > 4'])
  expect(found?.cause).toMatchObject({ alternatives: ['a > 2'], triedOn: ['b > 3'] })
})
