import type { Config } from '../config/config.js'
import type { Outcome, TestResult } from '../model/outcome.js'
import { requestKey } from '../model/request-key.js'
import type { RunRecord, RunRequest } from '../model/run.js'
import type { Suite, TestCase } from '../model/suite.js'
import { fromRanges, fromRepeats, toRanges, toRepeats } from './order-text.js'
import type { Answer, Recording } from './recording.js'

/** What stands in a recording for a folder of the machine that made it. */
export type Places = readonly (readonly [path: string, name: string])[]

/** The folder of the suite, wherever a recording is read. */
const SUITE = '<suite>'

const LETTERS: Readonly<Record<Outcome, string>> = {
  passed: 'p',
  failed: 'f',
  skipped: 's',
  'timed-out': 't',
  crashed: 'c',
  missing: 'm',
}
const OUTCOMES = new Map(Object.entries(LETTERS).map(([outcome, letter]) => [letter, outcome]))

/** A request with its order in numbers; `in`: its project, where there are several. */
type Asked = Omit<RunRequest, 'order' | 'project'> & {
  readonly in?: string
  readonly order: string
}

/** A run as a line of a recording. What its defaults say is left out. */
interface Line {
  readonly run: string
  readonly ran: Asked
  /** What was asked for, where something else was run: a cold host, a part of a spread order. */
  readonly asked?: Asked
  /** It answers the same request as the line before. */
  readonly also?: true
  /** A letter for each outcome, with the number of its detail. */
  readonly results: string
  readonly end?: RunRecord['end']
  readonly shared?: RunRecord['shared']
  readonly stray?: RunRecord['stray']
  readonly wrote?: RunRecord['wrote']
  readonly outside?: RunRecord['outside']
  readonly left?: RunRecord['left']
  readonly ms: number
}

/** A test as a line of a recording. */
type Test = Omit<TestCase, keyof typeof USUAL> & Partial<Pick<TestCase, keyof typeof USUAL>>

/** What most tests say of themselves is left out. */
const USUAL = { ordinal: 0, mode: 'run', concurrent: false } as const

/** What a result has beside its test and its outcome. */
type Detail = Pick<TestResult, 'failure' | 'retried'>

interface File extends Omit<Recording, 'answers' | 'suite'> {
  readonly recording: 1
  readonly suite: Omit<Suite, 'tests'>
  readonly tests: readonly Test[]
  readonly details: readonly Detail[]
  readonly runs: readonly Line[]
}

/**
 * A recording as JSON, a line for each test and each run, so that what recording anew changes can be read as a diff. Outputs and
 * times of single tests are not kept: nothing is decided by them.
 *
 * @param places folders of this machine that must not be in it, the suite's own apart
 */
export function recordingText(recording: Recording, places: Places): string {
  const { answers, suite, config, ...rest } = recording
  const { tests, ...suiteRest } = suite
  const details: string[] = []
  const toLine = lineWriter(suite, details)
  const lines = answers.flatMap(({ request, records }) =>
    records.map((record, index) => toLine(record, request, index > 0)),
  )
  const head = { recording: 1, config: withoutMachine(config), suite: suiteRest, ...rest }
  const text = [
    `${JSON.stringify(head).slice(0, -1)},`,
    `"tests":[\n${tests.map((test) => JSON.stringify(unusual(test))).join(',\n')}\n],`,
    `"details":[\n${details.join(',\n')}\n],`,
    `"runs":[\n${lines.map((line) => JSON.stringify(line)).join(',\n')}\n]}\n`,
  ].join('\n')
  return [[config.cwd, SUITE] as const, ...places]
    .sort(([a], [b]) => b.length - a.length)
    .reduce((now, [path, name]) => now.replaceAll(path, name), text)
}

/** @param cwd where the suite is on this machine; absolute */
export function readRecording(text: string, cwd: string): Recording {
  const file = JSON.parse(text.replaceAll(SUITE, cwd)) as File
  const { recording: _, tests: written, details, runs, suite: suiteRest, ...rest } = file
  const suite = { ...suiteRest, tests: written.map((test): TestCase => ({ ...USUAL, ...test })) }
  const fromLine = lineReader(suite, details)
  const answers: { request: RunRequest; records: RunRecord[] }[] = []
  for (const line of runs) {
    const { request, record } = fromLine(line)
    if (line.also) answers.at(-1)?.records.push(record)
    else answers.push({ request, records: [record] })
  }
  return { ...rest, suite, answers: answers satisfies Answer[] }
}

function lineWriter({ tests, projects }: Suite, details: string[]) {
  const numbers = new Map(tests.map(({ id }, index) => [id, index]))
  const numberOf = (id: string): number => {
    const number = numbers.get(id)
    if (number === undefined) throw new Error(`a run with a test that is not listed: ${id}`)
    return number
  }
  const toAsked = ({ order, project, ...rest }: RunRequest): Asked => ({
    ...(projects.length > 1 ? { in: project } : {}),
    ...rest,
    order: toRanges(order.map(numberOf)),
  })
  return (record: RunRecord, request: RunRequest, also: boolean): Line => {
    const { run, end, results, shared, stray, wrote, outside, left, wallMs } = record
    const own = record.request.order.slice(shared?.entries ?? 0)
    if (own.join('\n') !== results.map(({ id }) => id).join('\n'))
      throw new Error(`${run}: its results are not those of its order`)
    const isAsked = requestKey(request) === requestKey(record.request)
    return {
      ...{ run, ran: toAsked(record.request) },
      ...(isAsked ? {} : { asked: toAsked(request) }),
      ...(also ? { also } : {}),
      results: toRepeats(results.map((result) => toWord(result, details))),
      ...(end.kind === 'completed' ? {} : { end }),
      ...(shared ? { shared } : {}),
      ...(stray.length > 0 ? { stray } : {}),
      ...(wrote ? { wrote } : {}),
      ...(outside ? { outside } : {}),
      ...(left ? { left } : {}),
      ms: Math.round(wallMs),
    }
  }
}

function lineReader({ tests, projects }: Suite, details: readonly Detail[]) {
  const ids = tests.map(({ id }) => id)
  const fromAsked = ({ order, in: project = projects[0]?.name ?? '', ...rest }: Asked) => ({
    ...rest,
    ...{ project, order: fromRanges(order).map((index) => ids[index] ?? '') },
  })
  return (line: Line): { readonly request: RunRequest; readonly record: RunRecord } => {
    const { run, ran, asked = ran, results, end, shared, stray, wrote, outside, left, ms } = line
    const request = fromAsked(ran)
    const own = request.order.slice(shared?.entries ?? 0)
    const record: RunRecord = {
      ...{ run, request, end: end ?? { kind: 'completed' } },
      results: fromRepeats(results).map((word, index) => fromWord(word, own[index] ?? '', details)),
      ...(shared ? { shared } : {}),
      stray: stray ?? [],
      ...(wrote ? { wrote } : {}),
      ...(outside ? { outside } : {}),
      ...(left ? { left } : {}),
      ...{ wallMs: ms, cpuMs: 0, processes: 1 },
    }
    return { request: fromAsked(asked), record }
  }
}

function toWord({ outcome, failure, retried }: TestResult, details: string[]): string {
  if (!failure && !retried) return LETTERS[outcome]
  const detail = JSON.stringify({ failure, retried })
  const known = details.indexOf(detail)
  return `${LETTERS[outcome]}${String(known === -1 ? details.push(detail) - 1 : known)}`
}

function fromWord(word: string, id: string, details: readonly Detail[]): TestResult {
  const outcome = OUTCOMES.get(word.slice(0, 1)) as Outcome
  return { id, outcome, durationMs: 0, ...(word.length > 1 ? details[Number(word.slice(1))] : {}) }
}

function unusual(test: TestCase): Partial<TestCase> {
  const usual: Readonly<Record<string, unknown>> = USUAL
  const own = Object.entries(test).filter(([name, value]) => usual[name] !== value)
  return Object.fromEntries(own)
}

/** What belongs to the machine and to whoever called leakcheck, not to the suite. */
function withoutMachine(config: Config): Partial<Config> {
  const { python: _, env: __, reporters: ___, ...rest } = config
  return { ...rest, reporters: [], env: {}, outputDir: `${config.cwd}/.leakcheck` }
}
