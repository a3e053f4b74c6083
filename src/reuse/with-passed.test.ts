import { expect, test } from 'vitest'
import type { Observation } from '../compare/observe.js'
import type { Verdict } from '../compare/confirm.js'
import { suiteOf } from '../model/outline.fixture.js'
import { withPassed } from './with-passed.js'

const [one, two] = suiteOf(['a > 1', 'a > 2'])
const passed = (alone: boolean): Observation => ({
  ...{ run: 'r1', purpose: alone ? 'alone' : 'together', order: [], key: '', alone },
  ...{ again: false, host: 'warm', loaded: false, serial: false, inside: false, outcome: 'passed' },
})
const verdict = (
  of: typeof one,
  kind: 'clean' | 'not-compared',
  alone = true,
  certain = true,
): Verdict => ({ test: of!, judgement: { kind }, certain, seen: [passed(alone)] })
const key = `${one!.project}\n${one!.file}`

test('clean tests that passed alone are kept, with the time when they first did', () => {
  const kept = withPassed({ [key]: { 'a > 1': 'before' } }, [verdict(one, 'clean'), verdict(two, 'clean')], 'now') // prettier-ignore
  expect(kept).toEqual({ [key]: { 'a > 1': 'before', 'a > 2': 'now' } })
})

test('tests that are not clean, not certain or not seen alone are dropped; tests that were not run stay', () => {
  const before = { [key]: { 'a > 1': 'before', 'a > 3': 'before' }, 'other\nb': { 'b > 1': 'before' } } // prettier-ignore
  const rest = { [key]: { 'a > 3': 'before' }, 'other\nb': { 'b > 1': 'before' } }
  expect(withPassed(before, [verdict(one, 'not-compared')], 'now')).toEqual(rest)
  expect(withPassed(before, [verdict(one, 'clean', false)], 'now')).toEqual(rest)
  expect(withPassed(before, [verdict(one, 'clean', true, false)], 'now')).toEqual(rest)
  expect(withPassed({ [key]: { 'a > 1': 'before' } }, [verdict(one, 'not-compared')], 'now')).toEqual({}) // prettier-ignore
})
