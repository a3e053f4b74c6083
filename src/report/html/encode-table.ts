import type { Outcome } from '../../model/outcome.js'
import type { Report, Tally, TestReport } from '../../model/report-document.js'
import { inert } from '../inert.js'
import { kindMeaning } from '../kind-meaning.js'
import { retriedText } from '../retries.js'
import type { Cell, Result, Row, TableData } from './table-data.js'

const LONGEST_NAME = 1_000

/** The report's tests as the page's script takes them. */
export function encodeTable({ tests, findings, projects }: Report): TableData {
  const orders = ordersOf(tests)
  const files = new Map<string, { name: string; prefix: string; tests: Row[] }>()
  const results = new Map<string, number>()
  for (const test of tests) {
    const id = shown(test.id)
    const prefix = prefixOf(test, id)
    const name = shown(fileName(test, projects.length > 1))
    const file = files.get(name) ?? { name, prefix, tests: [] }
    files.set(name, file)
    const key = JSON.stringify(resultOf(test, orders))
    const result = results.get(key) ?? results.size
    results.set(key, result)
    file.tests.push([id.slice(file.prefix.length), result, test.line ?? 0])
  }
  return {
    orders: ['together', 'alone', ...orders.map((order) => shown(order))],
    files: [...files.values()],
    results: [...results.keys()].map((key) => JSON.parse(key) as Result),
    command: programOf(findings),
  }
}

/** As the replay commands call it: not everybody has it on his path. */
function programOf(findings: Report['findings']): string {
  const [, program = 'npx leakcheck'] = /^(.+?) replay /.exec(findings[0]?.replay ?? '') ?? []
  return shown(program)
}

/** The plan's other orders, in the order in which they are first met. */
function ordersOf(tests: readonly TestReport[]): string[] {
  return [...new Set(tests.flatMap((test) => test.orders.map(({ order }) => order)))]
}

/** The part of an id that the tests of its file have in common; '' where it cannot be told. */
function prefixOf({ file }: TestReport, id: string): string {
  const end = id.indexOf(shown(file)) + shown(file).length
  return id.slice(0, end).endsWith(shown(file)) ? id.slice(0, end) : ''
}

/** Files of two projects may have one name. */
function fileName({ project, file }: TestReport, several: boolean): string {
  return several ? `[${project}] ${file}` : file
}

function resultOf(test: TestReport, orders: readonly string[]): Result {
  const { kind, together, alone, findings, retried } = test
  const note = [test.note, retried && retriedText(retried)].filter((text) => text !== undefined)
  const outcomes = new Map(test.orders.map(({ order, outcome }) => [order, outcome]))
  return {
    kind,
    meaning: kindMeaning(test),
    cells: [
      tallyCell(together),
      tallyCell(alone),
      ...orders.map((order) => outcomeCell(outcomes.get(order))),
    ],
    findings,
    ...(note.length === 0 ? {} : { note: inert(note.join('; '), LONGEST_NAME) }),
  }
}

function tallyCell(tally: Tally): Cell {
  const counts = Object.entries(tally) as [Outcome, number][]
  const [first, ...others] = counts
  if (!first) return ['none', 'was not run']
  const said = counts.map(([outcome, count]) => `${String(count)} ${outcome}`).join(', ')
  return [others.length > 0 ? 'mixed' : first[0], said]
}

function outcomeCell(outcome: Outcome | undefined): Cell {
  return outcome === undefined ? ['none', 'was not run'] : [outcome, outcome]
}

function shown(text: string): string {
  return inert(text, LONGEST_NAME)
}
