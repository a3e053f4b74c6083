import { expect, test } from 'vitest'
import { suiteOf } from '../model/outline.fixture.js'
import { runRecord } from '../model/run-record.fixture.js'
import type { RunRecord, RunRequest } from '../model/run.js'
import type { SimulatedTest, SimulatedTests } from '../simulation/simulated-suite.js'
import { confirm, judgeNow } from './confirm.js'
import { investigate } from './fake-suite.fixture.js'
import { observe } from './observe.js'

const clean = (count: number): SimulatedTests => many(count, 'z > clean', {})

function many(count: number, name: string, fake: SimulatedTest): SimulatedTests {
  return Object.fromEntries(
    Array.from({ length: count }, (_, index) => [`${name} ${String(index)}`, fake]),
  )
}

/** `{ 'cold together': 3 }`: how often what was asked for. */
function tally(requests: readonly RunRequest[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { host, purpose, serial, inside } of requests) {
    const what = `${host} ${purpose}${serial === true ? ' serial' : ''}${inside === undefined ? '' : ` inside ${inside}`}`
    counts[what] = (counts[what] ?? 0) + 1
  }
  return counts
}

test('a suite without differences costs no repeats', async () => {
  const { kinds, repeats } = await investigate(clean(50), { rounds: 2 })
  expect(new Set(Object.values(kinds))).toEqual(new Set(['clean']))
  expect(repeats).toEqual([])
})

test('a victim is repeated three times each side in cold processes', async () => {
  const { kinds, repeats } = await investigate({
    'a > polluter': { leaves: 'x' },
    'a > victim': { failsAt: { state: 'x' } },
    ...clean(5),
  })
  expect(kinds).toMatchObject({ 'a > polluter': 'clean', 'a > victim': 'victim' })
  expect(tally(repeats)).toEqual({ 'cold alone': 3, 'cold together': 3 })
  expect(repeats.every(({ exclusive }) => exclusive)).toBe(true)
})

test('a victim in reverse order only, seen once there by detection, takes one run more', async () => {
  const { kinds, repeats } = await investigate({
    'a > victim': { failsAt: { state: 'x' } },
    'b > polluter': { leaves: 'x' },
    ...clean(5),
  })
  expect(kinds['a > victim']).toBe('victim')
  expect(tally(repeats)).toEqual({ 'cold alone': 4, 'cold reverse': 3 })
})

test('a test that needs another is brittle, in whichever order the other comes first', async () => {
  const forwards = { 'a > setter': { leaves: 'x' }, 'a > brittle': { needs: 'x' } }
  const backwards = { 'a > brittle': { needs: 'x' }, 'a > setter': { leaves: 'x' } }
  for (const suite of [forwards, backwards]) {
    const { kinds, repeats } = await investigate(suite)
    expect(kinds).toEqual({ 'a > setter': 'clean', 'a > brittle': 'brittle' })
    expect(repeats).toHaveLength(7)
  }
})

test('a leak that hides another failure is masked', async () => {
  const { kinds, repeats } = await investigate({
    'a > polluter': { leaves: 'x' },
    'a > masked': { failsAt: { state: 'x' }, broken: true },
  })
  expect(kinds['a > masked']).toBe('masked')
  expect(repeats).toHaveLength(6)
})

test('a broken test is seen failing once in a cold process, and no more than three of a kind', async () => {
  const { kinds, repeats } = await investigate({
    ...many(20, 'a > broken', { broken: true }),
    ...clean(1),
  })
  expect(kinds['a > broken 19']).toBe('broken')
  expect(tally(repeats)).toEqual({ 'cold alone': 3 })
})

test('a failure of the second time in one process is decided by the test alone, twice', async () => {
  const { kinds, repeats } = await investigate({
    'a > self': { leaves: 'x', failsAt: { state: 'x' } },
    ...clean(3),
  })
  expect(kinds['a > self']).toBe('self-polluting')
  expect(repeats.every(({ order }) => order.every((id) => id === 'a > self'))).toBe(true)
  expect(tally(repeats)).toMatchObject({ 'cold again': 3, 'cold again inside test': 3 })
})

test('what fails only when the suite runs twice is put behind the whole suite', async () => {
  // The cleaner between them hides it in the own order and in reverse.
  const suite = {
    'a > victim': { failsAt: { state: 'x' } },
    'b > cleaner': { cleans: 'x' },
    'b > polluter': { leaves: 'x' },
    'c > cleaner': { cleans: 'y' },
    'd > other': { failsAt: { state: 'y' } },
    'd > end': { leaves: 'y' },
  }
  const { kinds, repeats } = await investigate(suite)
  expect(kinds['a > victim']).toBe('victim')
  const last = repeats.filter(({ purpose }) => purpose === 'last')
  expect(last.map(({ order }) => order.at(-1))).toContain('a > victim')
})

/** The founding bug: 51 of 610 tests use a client whose requests are counted, 17 are allowed. */
const limiter: SimulatedTests = {
  ...many(51, 'a > client', { leaves: 'request', failsAt: { state: 'request', amount: 18 } }),
  ...clean(559),
}

test('51 victims of one limiter are found, and cost little more than six do', async () => {
  const { kinds, repeats } = await investigate(limiter)
  const victims = Object.entries(kinds).filter(([, kind]) => kind === 'victim')
  expect(victims).toHaveLength(51)
  expect(victims.every(([id]) => id.startsWith('a > client'))).toBe(true)
  expect(Object.values(kinds).filter((kind) => kind === 'clean')).toHaveLength(559)
  // Three of the 33 that fail together and three of the 18 that fail only in reverse; one warm run of each other.
  expect(tally(repeats)).toEqual({
    'cold alone': 21,
    'cold together': 3,
    'cold reverse': 3,
    'warm alone': 45,
  })
})

test('isolate: suspects finds the same 51', async () => {
  const { kinds } = await investigate(limiter, { isolate: { kind: 'suspects' } })
  expect(Object.values(kinds).filter((kind) => kind === 'victim')).toHaveLength(51)
})

test('a concurrent test that fails only beside its siblings races', async () => {
  const { kinds, verdicts, repeats } = await investigate({
    'a > other': { leaves: 'x' },
    'a > racing': { races: true },
  })
  expect(kinds['a > racing']).toBe('flaky')
  expect(verdicts.map(({ judgement }) => judgement)).toContainEqual({
    kind: 'flaky',
    note: 'fails only while its concurrent siblings run: a race',
  })
  expect(tally(repeats)['cold together serial']).toBe(1)
})

const LEAKS = ['victim', 'brittle', 'masked', 'self-polluting']

// Thousands of investigations.
const LONG = { timeout: 60_000 }

test.each([0.2, 0.5, 0.8])(
  'a test that fails %d of the time by chance is no leak',
  LONG,
  async (noise) => {
    const seeds: Record<string, number[]> = {}
    for (let seed = 0; seed < 900; seed++) {
      const { kinds } = await investigate(
        { 'a > flaky': { noise }, ...clean(4) },
        { seed, rounds: 2 },
      )
      const kind = kinds['a > flaky'] ?? ''
      seeds[kind] = [...(seeds[kind] ?? []), seed]
    }
    const leaks = LEAKS.flatMap((kind) => seeds[kind] ?? [])
    expect(seeds.victim?.length ?? 0, JSON.stringify(seeds.victim)).toBeLessThanOrEqual(9)
    expect(leaks.length, JSON.stringify(leaks)).toBeLessThanOrEqual(18)
  },
)

test('a victim that fails 80% of the time is found nearly always', LONG, async () => {
  let found = 0
  for (let seed = 0; seed < 100; seed++) {
    const { kinds } = await investigate(
      {
        'a > polluter': { leaves: 'x' },
        'a > victim': { failsAt: { state: 'x', rate: 0.8 } },
        ...clean(4),
      },
      { seed },
    )
    expect(kinds['a > polluter']).toBe('clean')
    if (kinds['a > victim'] === 'victim') found++
  }
  expect(found).toBeGreaterThanOrEqual(90)
})

test('a crowd of flaky tests is not a leak either, and has a price cap', LONG, async () => {
  const suite = { ...many(40, 'a > flaky', { noise: 0.5 }), ...clean(10) }
  let leaks = 0
  for (let seed = 0; seed < 25; seed++) {
    const { kinds, repeats } = await investigate(suite, { seed })
    leaks += Object.values(kinds).filter((kind) => LEAKS.includes(kind)).length
    expect(repeats.length).toBeLessThan(300)
  }
  // Of a thousand.
  expect(leaks).toBeLessThanOrEqual(5)
})

test('those for whom the repeats of three others spoke get their own when the three turn out otherwise', () => {
  const tests = suiteOf(['a > 1', 'a > 2', 'a > 3', 'a > 4'])
  const order = ['a > 0', ...tests.map(({ id }) => id)]
  const together = (words: string[]) =>
    runRecord('together', [['a > 0', 'passed'], ...tests.map(({ id }, index) => [id, words[index] ?? ''] as const)]) // prettier-ignore
  const seen = [together(['boom', 'boom', 'boom', 'boom'])]
  const answers: RunRequest[] = []
  const search = confirm(
    tests,
    [...seen, ...tests.map(({ id }) => runRecord('alone', [[id, 'passed']]))],
    {
      repeats: 3,
      last: () => order,
    },
  )
  let step = search.next()
  while (!step.done) {
    answers.push(...step.value)
    step = search.next(
      step.value.map((request): RunRecord => {
        const only =
          request.order.length === 1 ? [[request.order[0] ?? '', 'passed'] as const] : undefined
        const record = only
          ? runRecord(request.purpose, only)
          : together(['passed', 'passed', 'passed', 'boom'])
        return { ...record, request }
      }),
    )
  }
  const ofFourth = answers.filter(({ order: [id], host }) => id === 'a > 4' && host === 'cold')
  expect(ofFourth.length).toBeGreaterThanOrEqual(3)
  expect(step.value.map(({ judgement }) => judgement.kind)).toEqual([
    'flaky',
    'flaky',
    'flaky',
    'victim',
  ])
})

test('what an interrupted run saw is judged, but not certain', () => {
  const [victim, never] = suiteOf(['a > victim', 'a > never'])
  if (!victim || !never) throw new Error('no tests')
  const records = [
    runRecord('together', [[victim.id, 'boom']], { order: ['a > other', victim.id] }),
    runRecord('alone', [[victim.id, 'passed']]),
  ]
  const verdicts = judgeNow([victim, never], observe(records), 3)
  expect(verdicts.map(({ judgement, certain }) => [judgement.kind, certain])).toEqual([
    ['victim', false],
    ['not-compared', true],
  ])
})

test('one of each failure is confirmed before the next one of any', async () => {
  const { repeats } = await investigate({
    'a > polluter of x': { leaves: 'x' },
    'a > polluter of y': { leaves: 'y' },
    ...many(9, 'b > victim of x', { failsAt: { state: 'x' } }),
    ...many(9, 'c > victim of y', { failsAt: { state: 'y' } }),
  })
  const alone = repeats.filter(({ purpose }) => purpose === 'alone').map(({ order }) => order[0])
  const [x, y] = ['b > victim of x 0', 'c > victim of y 0']
  expect(alone.slice(0, 6)).toEqual([x, x, x, y, y, y])
  const next = repeats.findIndex(({ order }) => order.length === 1 && ![x, y].includes(order[0]!))
  expect(tally(repeats.slice(0, next))).toEqual({ 'cold alone': 6, 'cold together': 3 })
})
