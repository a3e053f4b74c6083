import { expect, test } from 'vitest'
import { aboutFiles } from './compare/whole-files.js'
import { confirmed } from './confirmed.js'
import { detect, stageRunner, type Log } from './detect.js'
import { casesOf } from './diagnose/case.js'
import { diagnose } from './diagnose/diagnose.js'
import { drive } from './diagnose/drive.js'
import { suiteOf } from './model/outline.fixture.js'
import type { RunRecord, RunRequest } from './model/run.js'
import { lanesOf } from './plan/lanes.js'
import { makePlan } from './plan/plan.js'
import { openSimulatedHost } from './simulation/simulated-host.js'
import type { SimulatedSuite } from './simulation/simulated-suite.js'
import { surroundingsOf } from './surroundings.js'
import { folding, isTold, troubledFiles, unfolding } from './whole-file-runs.js'

const runner = { name: 'pytest', version: '9.0.0' } as const
const project = { name: 'app', runnerProject: '', root: '/app', runner, domain: 'project' } as const

/** What the pipeline says of the files of a suite that is data: who fails behind its tests, and because of whom. */
async function filesOf(data: SimulatedSuite, clones = false) {
  const host = openSimulatedHost(data, 1)
  const cases = suiteOf(Object.keys(data.tests))
  const byId = new Map(cases.map((each) => [each.id, each]))
  const lanes = lanesOf(cases)
  const log: Log = { records: [], cuts: [] }
  const asked: RunRequest[] = []
  const ports = {
    execute: (requests: readonly RunRequest[]) => {
      asked.push(...requests)
      return Promise.resolve(host.execute(requests))
    },
    hosted: (request: RunRequest): RunRequest =>
      clones && request.host === 'warm' ? { ...request, host: 'forking' } : request,
    emit: () => undefined,
    journal: () => undefined,
  }
  const never = () => undefined
  const run = stageRunner(log, ports, { jobs: 1 })
  const plan = { isolate: { kind: 'all' }, rounds: 0, seed: 1, clones: () => clones } as const
  await detect(makePlan(lanes, plan), lanes, log, run, never)
  const detected = asked.length
  const files = troubledFiles(log.records, lanes, cases, { projects: [{ ...project, sharedSetup: false }] }) // prettier-ignore
  const judged = [...cases, ...files.map((each) => each.test)]
  const all = await confirmed(
    ...([{ judged, suspicion: undefined }, lanes, log, unfolding(run, files)] as const),
    ...([{ repeats: 3 }, { total: never }] as const),
    (records: readonly RunRecord[]) => aboutFiles(records, files),
  )
  const verdicts = all.verdicts.filter(isTold)
  const test = (id: string) => byId.get(id) ?? cases[0]!
  const around = surroundingsOf(lanes, { test, clones: () => clones }, files.map((each) => each.test)) // prettier-ignore
  const diagnosing = diagnose(casesOf(verdicts), around, { repeats: 3, seed: 1, allPolluters: false } as Parameters<typeof diagnose>[2]) // prettier-ignore
  const searches: Log = { records: [], cuts: [] }
  const search = folding(stageRunner(searches, ports, { jobs: 1 }), files)
  await drive(diagnosing.asking, (requests) => search('search', requests, never))
  return {
    kinds: Object.fromEntries(
      verdicts
        .filter(({ judgement }) => judgement.kind !== 'clean')
        .map(({ test: { id }, judgement, certain }) => [id, `${certain ? '' : 'uncertain '}${judgement.kind}`]), // prettier-ignore
    ),
    causes: diagnosing.soFar().map(({ members, cause }) => ({
      victims: members.map(({ verdict }) => verdict.test.id),
      cause,
    })),
    repeats: asked.slice(detected),
  }
}

const TESTS = {
  'a > opens an order': { leaves: 'order' },
  'a > closes nothing': {},
  'b > counts': {},
  'b > counts again': {},
  'c > prints': {},
}

test.each([false, true])(
  'a tear-down that fails in company and not by itself is a victim, with its polluter, in clones too: %s',
  async (clones) => {
    const { kinds, causes } = await filesOf({ tests: TESTS, tearDowns: { b: 'order' } }, clones)
    expect(kinds).toEqual({ b: 'victim' })
    expect(causes).toMatchObject([
      { victims: ['b'], cause: { kind: 'polluter', tests: ['a > opens an order'] } },
    ])
  },
)

test('a tear-down that fails by itself as well is nothing new, and is asked about with two runs of its file', async () => {
  const { kinds, repeats } = await filesOf({ tests: TESTS, tearDowns: { b: 'always', c: 'always' } }) // prettier-ignore
  expect(kinds).toEqual({})
  expect(repeats.filter(({ order }) => order.every((id) => id.startsWith('b')))).toHaveLength(2)
  expect(repeats.every(({ order }) => order.length <= 2)).toBe(true)
})

test('a test and a tear-down that one polluter makes fail are one finding', async () => {
  const tests = { ...TESTS, 'c > prints': { failsAt: { state: 'order' } } }
  const { kinds, causes } = await filesOf({ tests, tearDowns: { b: 'order' } })
  expect(kinds).toEqual({ b: 'victim', 'c > prints': 'victim' })
  expect(causes.map(({ victims }) => [...victims].sort())).toEqual([['b', 'c > prints']])
})

test('a file that has its process for itself has no company: its own errors are not asked about', async () => {
  const tests = { 'b > counts': { leaves: 'order' }, 'b > counts again': {} }
  const { kinds, repeats } = await filesOf({ tests, tearDowns: { b: 'order' } })
  expect(kinds).toEqual({})
  expect(repeats).toEqual([])
})
