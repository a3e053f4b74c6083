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

/** How often each kind of run was asked for: `{ 'cold together': 3 }`. */
function tally(requests: readonly RunRequest[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { host, purpose, serial, inside } of requests) {
    const what = `${host} ${purpose}${serial === true ? ' serial' : ''}${inside === undefined ? '' : ` inside ${inside}`}`
    counts[what] = (counts[what] ?? 0) + 1
  }
  return counts
}

test('a suite in which every test always passes gets no repeats', async () => {
  const { kinds, repeats } = await investigate(clean(50), { rounds: 2 })
  expect(new Set(Object.values(kinds))).toEqual(new Set(['clean']))
  expect(repeats).toEqual([])
})

test('a victim is repeated three times alone and three times together, each time in a cold process', async () => {
  const { kinds, repeats } = await investigate({
    'a > polluter': { leaves: 'x' },
    'a > victim': { failsAt: { state: 'x' } },
    ...clean(5),
  })
  expect(kinds).toMatchObject({ 'a > polluter': 'clean', 'a > victim': 'victim' })
  expect(tally(repeats)).toEqual({ 'cold alone': 3, 'cold together': 3 })
  expect(repeats.every(({ exclusive }) => exclusive)).toBe(true)
})

test('a victim that fails only in reverse order gets one more run alone, because detection has seen it fail only once', async () => {
  const { kinds, repeats } = await investigate({
    'a > victim': { failsAt: { state: 'x' } },
    'b > polluter': { leaves: 'x' },
    ...clean(5),
  })
  expect(kinds['a > victim']).toBe('victim')
  expect(tally(repeats)).toEqual({ 'cold alone': 4, 'cold reverse': 3 })
})

test('a test that fails unless another ran before it is brittle, whether that one comes first in own or in reverse order', async () => {
  const forwards = { 'a > setter': { leaves: 'x' }, 'a > brittle': { needs: 'x' } }
  const backwards = { 'a > brittle': { needs: 'x' }, 'a > setter': { leaves: 'x' } }
  for (const suite of [forwards, backwards]) {
    const { kinds, repeats } = await investigate(suite)
    expect(kinds).toEqual({ 'a > setter': 'clean', 'a > brittle': 'brittle' })
    expect(repeats).toHaveLength(7)
  }
})

test('a test that fails alone with one error, and in company with another, is masked', async () => {
  const { kinds, repeats } = await investigate({
    'a > polluter': { leaves: 'x' },
    'a > masked': { failsAt: { state: 'x' }, broken: true },
  })
  expect(kinds['a > masked']).toBe('masked')
  expect(repeats).toHaveLength(6)
})

test('of twenty tests that always fail with one error, three are run once more, each alone in a cold process', async () => {
  const { kinds, repeats } = await investigate({
    ...many(20, 'a > broken', { broken: true }),
    ...clean(1),
  })
  expect(kinds['a > broken 19']).toBe('broken')
  expect(tally(repeats)).toEqual({ 'cold alone': 3 })
})

test('a test that fails the second time in one process is self-polluting, and only runs of that test by itself decide it', async () => {
  const { kinds, repeats } = await investigate({
    'a > self': { leaves: 'x', failsAt: { state: 'x' } },
    ...clean(3),
  })
  expect(kinds['a > self']).toBe('self-polluting')
  expect(repeats.every(({ order }) => order.every((id) => id === 'a > self'))).toBe(true)
  expect(tally(repeats)).toMatchObject({ 'cold again': 3, 'cold again inside test': 3 })
})

test('a test that fails only when the suite runs twice is a victim, and is run as the last of the suite to show it', async () => {
  // The cleaner between polluter and victim hides the failure in own and in reverse order.
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

test('51 victims of one limiter are found among 610 tests, and only six of them are repeated in full', async () => {
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

test('with isolate: suspects, 51 victims of the limiter are found, too', async () => {
  const { kinds } = await investigate(limiter, { isolate: { kind: 'suspects' } })
  expect(Object.values(kinds).filter((kind) => kind === 'victim')).toHaveLength(51)
})

test('a concurrent test that fails only while its siblings run beside it is flaky, with a note that it races', async () => {
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

/** Safety net: hundreds of investigations take less than a second on an idle machine. */
const PATIENT = { timeout: 60_000 }

// Rates of 20,000 trials with other seeds: 0.18 %, 0.34 % and 0.02 % victims, 0.2 %, 0.8 % and 0.3 % leaks of any kind. With so
// few trials a change that shifts which random number goes where misses a bound by chance once in some 440, 270 and 5,700 times.
test.each([
  { noise: 0.2, trials: 300 },
  { noise: 0.5, trials: 700 },
  { noise: 0.8, trials: 200 },
])(
  'a test that fails by chance in $noise of its runs is called a victim in at most 1 % of $trials trials, and a leak of any kind in at most 2 %',
  PATIENT,
  async ({ noise, trials }) => {
    const suite = { 'a > flaky': { noise }, ...clean(4) }
    const seeds: Record<string, number[]> = {}
    for (let seed = 0; seed < trials; seed++) {
      const { kinds } = await investigate(suite, { seed, rounds: 2 })
      const kind = kinds['a > flaky'] ?? ''
      seeds[kind] = [...(seeds[kind] ?? []), seed]
    }
    const leaks = LEAKS.flatMap((kind) => seeds[kind] ?? [])
    const { victim: victims = [] } = seeds
    expect(victims.length, JSON.stringify(victims)).toBeLessThanOrEqual(0.01 * trials)
    expect(leaks.length, JSON.stringify(leaks)).toBeLessThanOrEqual(0.02 * trials)
  },
)

test(
  'a victim that fails in 0.8 of its polluted runs is found in at least 90 of 100 trials',
  PATIENT,
  async () => {
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
  },
)

test(
  'in a suite with 40 flaky tests at most 0.5 % of them are taken for leaks, and repeats stay below 300',
  PATIENT,
  async () => {
    const suite = { ...many(40, 'a > flaky', { noise: 0.5 }), ...clean(10) }
    let leaks = 0
    for (let seed = 0; seed < 25; seed++) {
      const { kinds, repeats } = await investigate(suite, { seed })
      leaks += Object.values(kinds).filter((kind) => LEAKS.includes(kind)).length
      expect(repeats.length).toBeLessThan(300)
    }
    // Judgements: 25 times 40.
    expect(leaks).toBeLessThanOrEqual(5)
  },
)

test('a test that fails like three others gets full repeats of its own once those three turn out to be flaky', () => {
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

test('without any repeats, a test that differs is judged a victim but not certain, and one that never ran is not compared', () => {
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

test('of tests that fail in two ways, one of each is confirmed before a second one of either is begun', async () => {
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
