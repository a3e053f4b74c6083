import { expect, test } from 'vitest'
import type { Diagnosis } from '../diagnose/page.js'
import { suiteOf } from '../model/outline.fixture.js'
import type { Cause } from '../model/report-document.js'
import { runRecord } from '../model/run-record.fixture.js'
import { foldScenarios } from './fold-scenarios.js'
import { unsearched, verdictsOf } from './verdicts.fixture.js'

const tests = suiteOf([
  'a > buying > puts',
  'a > buying > pays',
  'a > buying > ships',
  'a > cart > is empty',
  'b > cart > is full',
])
const suite = { projects: [], tests }
const [puts, pays, ships, empty, full] = tests.map(({ id }) => id) as [
  string,
  string,
  string,
  string,
  string,
]

/** `why` of each test: who makes the difference; `together` and `alone`: how it fares there. */
function diagnosed(
  whys: Readonly<
    Record<string, { alone: string; together: string; reverse?: string; cause: Cause }>
  >,
): Diagnosis[] {
  return Object.entries(whys).flatMap(([id, { alone, together, reverse = together, cause }]) => {
    const own = tests.filter((each) => each.id === id)
    const records = [
      runRecord('alone', [[id, alone]]),
      runRecord('together', [['x', 'passed'], [id, together]]), // prettier-ignore
      runRecord('reverse', [['y', 'passed'], [id, reverse]]), // prettier-ignore
    ]
    return unsearched(verdictsOf(own, records)).map((diagnosis) => ({ ...diagnosis, cause }))
  })
}

const needs = (...setters: string[]) => ({
  alone: setters.join(),
  together: 'passed',
  cause: { kind: 'state-setter', tests: setters } as const,
})
const folded = (diagnoses: readonly Diagnosis[], ordered: readonly string[] = []) => {
  const { diagnoses: left, silenced } = foldScenarios(diagnoses, suite, { ordered, cwd: '/' })
  return {
    left: left.map(({ members, scenario, cause }) => ({
      ids: members.map(({ verdict }) => verdict.test.id),
      ...(scenario === undefined ? {} : { scenario, needs: cause }),
    })),
    silenced: silenced.map(({ by, victims }) => ({ by, victims })),
  }
}

test('tests of one describe that need their earlier siblings are one finding', () => {
  expect(folded(diagnosed({ [pays]: needs(puts), [ships]: needs(puts, pays) }))).toEqual({
    left: [
      {
        ids: [pays, ships],
        scenario: 'a > buying',
        needs: { kind: 'state-setter', tests: [puts, pays] },
      },
    ],
    silenced: [],
  })
})

test('not those that need a test of another describe, of another file, or a later one', () => {
  const others = { [empty]: needs(puts), [full]: needs(empty), [puts]: needs(ships) }
  expect(folded(diagnosed(others)).left.map(({ ids }) => ids)).toEqual([[empty], [full], [puts]])
  expect(folded(diagnosed(others)).left.some(({ scenario }) => scenario !== undefined)).toBe(false)
})

test('a step that cannot be taken twice is a part of it, a test that is no step is not', () => {
  const twice = { alone: 'passed', together: 'boom', cause: { kind: 'self' } } as const
  const latent = { ...twice, together: 'passed', reverse: 'boom' }
  const diagnoses = diagnosed({ [ships]: needs(puts), [puts]: latent, [pays]: latent })
  expect(folded(diagnoses).left.map(({ ids }) => ids)).toEqual([[ships, puts], [pays]])
})

test('what fails in the own order is never taken for a scenario', () => {
  const pollutedBy = (id: string, together: string) => ({
    alone: 'passed',
    together,
    reverse: 'boom',
    cause: { kind: 'polluter', tests: [id] } satisfies Cause,
  })
  const manifest = diagnosed({ [ships]: needs(puts), [pays]: pollutedBy(puts, 'boom') })
  expect(folded(manifest, ['a']).left.map(({ ids }) => ids)).toEqual([[pays]])
  const latent = diagnosed({ [ships]: needs(puts), [pays]: pollutedBy(puts, 'passed') })
  expect(folded(latent).left.map(({ ids }) => ids)).toEqual([[ships, pays]])
})

test('ordered silences what it names, when all that makes the difference is named too', () => {
  const diagnoses = diagnosed({ [pays]: needs(puts), [empty]: needs(puts), [full]: needs(puts) })
  expect(folded(diagnoses, ['a > buying'])).toEqual({
    left: [{ ids: [empty] }, { ids: [full] }],
    silenced: [{ by: 'a > buying', victims: [pays] }],
  })
  expect(folded(diagnoses, ['nothing', '*'])).toEqual({
    left: [{ ids: [full] }],
    silenced: [{ by: '*', victims: [pays, empty] }],
  })
})
