import { expect, test } from 'vitest'
import { runRecord } from '../model/run-record.fixture.js'
import type { RunRecord, RunRequest } from '../model/run.js'
import { judge, type Judgement } from './judge.js'
import { observe } from './observe.js'

/** What the runs say about `v`. */
const judged = (...records: RunRecord[]): Judgement => judge(observe(records).get('v') ?? [])

const alone = (outcome: string, changes: Partial<RunRequest> = {}): RunRecord =>
  runRecord('alone', [['v', outcome]], changes)
const together = (outcome: string, changes: Partial<RunRequest> = {}): RunRecord =>
  runRecord('together', [['p', 'passed'], ['v', outcome]], changes) // prettier-ignore
const reverse = (outcome: string): RunRecord => runRecord('reverse', [['v', outcome], ['p', 'passed']]) // prettier-ignore
const twice = (first: string, second: string): RunRecord =>
  runRecord('twice', [['p', 'passed'], ['v', first], ['p', 'passed'], ['v', second]]) // prettier-ignore
const again = (first: string, second: string, changes: Partial<RunRequest> = {}): RunRecord =>
  runRecord('again', [['v', first], ['v', second]], changes) // prettier-ignore

test('passes everywhere: clean', () => {
  expect(judged(alone('passed'), together('passed'), reverse('passed'))).toEqual({ kind: 'clean' })
})

test('was not run alone: not compared, whatever happens in company', () => {
  expect(judged(together('passed')).kind).toBe('not-compared')
  expect(judged(together('boom')).kind).toBe('not-compared')
  expect(judged().kind).toBe('not-compared')
})

test('passes alone, fails in company: victim, with the counts of the order that was repeated most', () => {
  const judgement = judged(alone('passed'), reverse('boom'), together('boom'), together('boom'))
  expect(judgement).toMatchObject({
    kind: 'victim',
    difference: {
      alone: { failed: 0, total: 1 },
      company: { failed: 2, total: 2 },
      failure: { type: 'AssertionError', message: 'boom' },
      unsteady: false,
    },
  })
})

test('fails alone, passes in company: brittle', () => {
  const judgement = judged(alone('boom'), together('passed'), reverse('boom'))
  expect(judgement).toMatchObject({
    kind: 'brittle',
    difference: {
      alone: { failed: 1 },
      company: { failed: 0, total: 1 },
      failure: { message: 'boom' },
    },
  })
})

test('fails everywhere for the same reason, numbers aside: broken', () => {
  expect(judged(alone('got 1'), together('got 17')).kind).toBe('broken')
  expect(judged(alone('boom')).kind).toBe('broken')
})

test('fails alone and in company for different reasons: masked', () => {
  expect(judged(alone('no such user'), together('429'), together('429'))).toMatchObject({
    kind: 'masked',
    difference: { failure: { message: '429' }, failureAlone: { message: 'no such user' } },
  })
  // With another reason each time in company, nothing is proven to be hidden.
  expect(judged(alone('no such user'), together('429'), together('boom')).kind).toBe('broken')
})

test('passes and fails in the same order: flaky, with the counts of that order', () => {
  const judgement = judged(alone('passed'), together('boom'), together('passed'))
  expect(judgement).toMatchObject({ kind: 'flaky', note: 'failed 1 of 2 times in the same order' })
  expect(judged(alone('passed'), alone('boom')).kind).toBe('flaky')
  expect(judged(together('passed'), together('boom')).kind).toBe('flaky')
})

test('fails every time in one order, but passes and fails in another: flaky', () => {
  const passing = [alone('passed'), alone('passed'), alone('passed'), alone('passed')]
  const failing = [reverse('boom'), reverse('boom'), reverse('boom'), reverse('boom')]
  expect(judged(...passing, ...failing).kind).toBe('victim')
  expect(judged(...passing, ...failing, together('boom'), together('passed')).kind).toBe('flaky')
  expect(judged(...passing, ...failing, twice('boom', 'boom'), twice('boom', 'passed')).kind).toBe(
    'flaky',
  )
})

test('fails in one order too often for chance: a victim, unsteady; less often: flaky', () => {
  const passing = Array.from({ length: 10 }, () => alone('passed'))
  const failing = (count: number) =>
    Array.from({ length: 10 }, (_, index) => together(index < count ? 'boom' : 'passed'))
  expect(judged(...passing, ...failing(8))).toMatchObject({
    kind: 'victim',
    difference: { unsteady: true },
  })
  expect(judged(...passing, ...failing(4)).kind).toBe('flaky')
})

test('fails in company with another error each time: undecided', () => {
  const judgement = judged(alone('passed'), together('boom'), together('bang'))
  expect(judgement.kind).toBe('undecided')
})

test('passes, then fails when run again in one process, with new setup and without: self-polluting', () => {
  const both = [again('passed', 'boom'), again('passed', 'boom', { inside: 'test' })]
  expect(judged(alone('passed'), ...both)).toMatchObject({
    kind: 'self-polluting',
    difference: { company: { failed: 1, total: 1 }, failure: { message: 'boom' } },
  })
  // If it passes one way, it is clean: its file may only bear one setup, or its hooks may reset its state.
  const [anew] = both
  const inside = again('passed', 'passed', { inside: 'test' })
  expect(judged(alone('passed'), anew!, inside).kind).toBe('clean')
  // The same with its describe set up again: the describe may only bear one setup.
  const group = again('passed', 'passed', { inside: 'group' })
  expect(judged(alone('passed'), ...both, group).kind).toBe('clean')
})

test('fails only when the whole suite runs twice: nominated; clean once it passes twice by itself', () => {
  expect(judged(alone('passed'), twice('passed', 'boom')).kind).toBe('nominated')
  expect(judged(alone('passed'), twice('passed', 'boom'), again('passed', 'passed'))).toEqual({
    kind: 'clean',
    note: 'fails only when its suite runs twice in one process',
  })
})

test('differs only in void or serial runs, or by missing outcomes: clean', () => {
  const nothing = [
    runRecord('together', [['p', 'passed'], ['v', 'boom']], { end: { kind: 'void', why: 'mismatch' } }), // prettier-ignore
    together('missing'),
  ]
  expect(judged(alone('passed'), ...nothing).kind).toBe('clean')
  expect(judged(alone('passed'), together('boom', { serial: true })).kind).toBe('clean')
})

test('passes alone, crashes in company: victim, even though the run ended there', () => {
  const dead = runRecord('together', [['p', 'passed'], ['v', 'crashed']], { end: { kind: 'crashed' } }) // prettier-ignore
  expect(judged(alone('passed'), dead).kind).toBe('victim')
})

test('fails alone in a shared host: clean if three cold runs pass, flaky with fewer', () => {
  const cold = Array.from({ length: 3 }, () => alone('passed', { host: 'cold' }))
  expect(judged(alone('boom'), cold[0]!).kind).toBe('flaky')
  expect(judged(alone('boom'), ...cold, together('passed')).kind).toBe('clean')
  expect(judged(alone('boom', { host: 'cold' }), ...cold, together('passed')).kind).toBe('flaky')
})

test('fails in company in every clone: clean with a note if three cold runs pass, flaky with fewer', () => {
  const cloned = together('boom', { host: 'forking' })
  const cold = together('passed', { host: 'cold' })
  const passed = alone('passed', { host: 'cold' })
  expect(judged(passed, cloned, cloned, cold, cold, cold)).toEqual({
    kind: 'clean',
    note: 'fails in clones of a process, never in one started from nothing',
  })
  expect(judged(passed, cloned, cloned, cold, cold).kind).toBe('flaky')
  expect(judged(passed, cloned, together('passed', { host: 'forking' }), cold, cold, cold).kind).toBe('flaky') // prettier-ignore
  expect(judged(passed, cloned, cloned, cold, cold, together('boom', { host: 'cold' })).kind).not.toBe('clean') // prettier-ignore
})

test('passes alone, is skipped in company: a victim whose failure is the skip', () => {
  expect(judged(alone('passed'), together('skipped'), reverse('passed'))).toMatchObject({
    kind: 'victim',
    difference: {
      alone: { failed: 0, total: 1 },
      company: { failed: 1, total: 1 },
      failure: { type: 'Skipped', message: 'skipped' },
    },
  })
  expect(judged(alone('passed'), together('skipped'), together('passed')).kind).toBe('flaky')
})

test('fails alone, is skipped in company, or the other way round: masked', () => {
  expect(judged(alone('no such user'), together('skipped'))).toMatchObject({
    kind: 'masked',
    difference: { failure: { type: 'Skipped' }, failureAlone: { message: 'no such user' } },
  })
  expect(judged(alone('skipped'), together('no such user'))).toMatchObject({
    kind: 'masked',
    difference: { failure: { message: 'no such user' }, failureAlone: { type: 'Skipped' } },
  })
})

test('is skipped alone, passes in company: brittle', () => {
  expect(judged(alone('skipped'), together('passed'))).toMatchObject({
    kind: 'brittle',
    difference: { failure: { type: 'Skipped' } },
  })
})

test('is skipped wherever it runs: no difference', () => {
  const skips = [alone('skipped'), together('skipped'), reverse('skipped'), twice('skipped', 'skipped')] // prettier-ignore
  expect(judged(...skips).kind).toBe('not-compared')
  expect(
    observe(skips)
      .get('v')
      ?.every(({ outcome }) => outcome === 'skipped'),
  ).toBe(true)
})

const expected = (purpose: string, others: readonly string[]): RunRecord => {
  const record = runRecord(purpose, [...others, 'v'].map((id) => [id, 'passed'])) // prettier-ignore
  const failure = { type: 'XFailed', message: 'KeyError: tea' }
  return { ...record, results: record.results.map((each) => (each.id === 'v' ? { ...each, failure } : each)) } // prettier-ignore
}

test('fails as expected alone, passes in company: brittle; the other way round: victim; always: no difference', () => {
  expect(judged(expected('alone', []), together('passed'))).toMatchObject({
    kind: 'brittle',
    difference: { failure: { type: 'XFailed', message: 'KeyError: tea' } },
  })
  expect(judged(alone('passed'), expected('together', ['p'])).kind).toBe('victim')
  expect(judged(expected('alone', []), expected('together', ['p']))).toEqual({ kind: 'clean' })
  // Where it is meant to fail, another failure is one.
  expect(judged(expected('alone', []), together('boom')).kind).toBe('victim')
})
