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

/** One diagnosis for each test, from its outcomes alone, together and in reverse order, and its cause. */
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

test('tests that need a later sibling, or a test of another describe or file, stay separate findings', () => {
  const others = { [empty]: needs(puts), [full]: needs(empty), [puts]: needs(ships) }
  expect(folded(diagnosed(others)).left.map(({ ids }) => ids)).toEqual([[empty], [full], [puts]])
  expect(folded(diagnosed(others)).left.some(({ scenario }) => scenario !== undefined)).toBe(false)
})

test('a self-polluting test joins the scenario if a step needs it, else it stays a finding of its own', () => {
  const twice = { alone: 'passed', together: 'boom', cause: { kind: 'self' } } as const
  const latent = { ...twice, together: 'passed', reverse: 'boom' }
  const diagnoses = diagnosed({ [ships]: needs(puts), [puts]: latent, [pays]: latent })
  expect(folded(diagnoses).left.map(({ ids }) => ids)).toEqual([[ships, puts], [pays]])
})

test('a victim of a step joins the scenario if it is latent; a manifest one stays a finding', () => {
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

test('ordered silences a test that it names only if it also names the tests that this one needs', () => {
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
