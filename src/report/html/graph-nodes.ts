import type { Finding, TestReport } from '../../model/report-document.js'
import { inert } from '../inert.js'
import { number, plural } from '../words.js'
import { becauseOf } from './because.js'

const FINDINGS = 15
const SEPARATE = 3

export interface GraphNode {
  /** Of a finding its id. */
  readonly id: string
  readonly column: 'because' | 'finding' | 'fails'
  readonly label: string
  /** From 0, and between two rows where it stands for several. */
  readonly row: number
}

export interface Graph {
  readonly nodes: readonly GraphNode[]
  readonly edges: readonly (readonly [GraphNode, GraphNode])[]
  readonly rows: number
  /** The findings in it: there is not room for all, and not all have a cause to draw. */
  readonly drawn: readonly Finding[]
}

/** Of a node's column: what it is called, and by what it is told from others. */
interface Named {
  readonly key: string
  readonly label: string
}

/** Three columns; a test that several findings name is one node. */
export function nodesOf(
  findings: readonly Finding[],
  tests: ReadonlyMap<string, TestReport>,
): Graph {
  const nodes = new Map<string, GraphNode>()
  const edges: (readonly [GraphNode, GraphNode])[] = []
  let rows = 0
  const place = (column: 'because' | 'fails', named: readonly Named[]): number => {
    const fresh = named.filter(({ key }) => !nodes.has(column + key))
    fresh.forEach(({ key, label }, index) =>
      nodes.set(column + key, { id: key, column, label, row: rows + index }),
    )
    return fresh.length
  }
  const drawn = findings.filter(hasOthersToBlame).slice(0, FINDINGS)
  for (const finding of drawn) {
    const { id } = finding
    const because = blamed(finding)
    const fails = failing(finding, tests)
    const used = Math.max(place('because', because), place('fails', fails), 1)
    const row = rows + (used - 1) / 2
    const node: GraphNode = { id, column: 'finding', label: stateLabel(finding), row }
    nodes.set(`finding ${id}`, node)
    for (const { key } of because) edges.push([nodes.get(`because${key}`) ?? node, node])
    for (const { key } of fails) edges.push([node, nodes.get(`fails${key}`) ?? node])
    rows += used
  }
  return { drawn, nodes: [...nodes.values()], edges, rows }
}

/** A test that trips over itself needs no picture, and without a cause there is none. */
function hasOthersToBlame({ cause }: Finding): boolean {
  return cause !== undefined && cause.kind !== 'self'
}

function blamed(finding: Finding): Named[] {
  const { what, names } = becauseOf(finding)
  const all = { key: ` all of ${finding.id}`, label: what }
  if (names.length === 0) return [all]
  if (names.length > SEPARATE) return [{ ...all, label: `${what}: ${number(names.length)}` }]
  return names.map(named)
}

function stateLabel({ id, state = [] }: Finding): string {
  const [first, ...others] = state
  if (!first) return id
  return `${id}  ${inert(first.path)}${others.length > 0 ? ` +${String(others.length)}` : ''}`
}

/** Each by name, or by file, or all of them as one. */
function failing({ id, victims }: Finding, tests: ReadonlyMap<string, TestReport>): Named[] {
  if (victims.length <= SEPARATE) return victims.map(named)
  const files = new Map<string, number>()
  for (const victim of victims) {
    const file = tests.get(victim)?.file ?? victim
    files.set(file, (files.get(file) ?? 0) + 1)
  }
  const count = plural(victims.length, 'test')
  if (files.size > SEPARATE)
    return [{ key: ` all of ${id}`, label: `${count} in ${plural(files.size, 'file')}` }]
  return [...files].map(([file, some]) => ({
    key: ` ${file} of ${id}`,
    label: `${plural(some, 'test')} in ${inert(file)}`,
  }))
}

function named(id: string): Named {
  return { key: ` ${id}`, label: inert(id) }
}
