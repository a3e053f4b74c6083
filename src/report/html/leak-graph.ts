import type { Finding, TestReport } from '../../model/report-document.js'
import { inert } from '../inert.js'
import { plural } from '../words.js'
import { becauseOf } from './because.js'
import { markup, type Markup } from './markup.js'
import { nodesOf, type GraphNode } from './graph-nodes.js'

const ROW = 34
const TOP = 34
/** Where the three columns begin and end. */
const COLUMNS = { because: [0, 330], finding: [420, 600], fails: [690, 1020] } as const

/** All findings in one picture: who → what it carries → whom. One finding is a picture of its own. */
export function leakGraph(
  findings: readonly Finding[],
  tests: ReadonlyMap<string, TestReport>,
): Markup | undefined {
  const { nodes, edges, rows, drawn } = nodesOf(findings, tests)
  if (drawn.length < 2) return undefined
  const left = findings.length - drawn.length
  const height = TOP + rows * ROW
  return markup`<section class="graph" aria-labelledby="graph-title">
<h2 id="graph-title">What fails because of what</h2>
<div class="scroll" tabindex="0" role="group" aria-labelledby="graph-title">
<svg viewBox="-1 0 1022 ${height}" aria-hidden="true">
<text class="label" x="0" y="14">because of</text><text class="label" x="420" y="14">state</text><text class="label" x="690" y="14">fails</text>
${edges.map(([from, to]) => edge(from, to))}
${nodes.map(box)}
</svg>
</div>
${left > 0 ? markup`<p class="muted">${plural(left, 'more finding')} below.</p>` : undefined}
<details><summary>The same as text</summary><ul>${drawn.map(sentence)}</ul></details>
</section>`
}

function edge(from: GraphNode, to: GraphNode): Markup {
  const [, start] = COLUMNS[from.column]
  const [end] = COLUMNS[to.column]
  const middle = (start + end) / 2
  return markup`<path class="edge" d="M${start} ${y(from)}C${middle} ${y(from)} ${middle} ${y(to)} ${end} ${y(to)}"/>`
}

function box(node: GraphNode): Markup {
  const [start, end] = COLUMNS[node.column]
  const shape = markup`<rect class="node ${node.column}" x="${start}" y="${y(node) - 12}" width="${end - start}" height="24" rx="6"/><text x="${start + 10}" y="${y(node) + 4}">${shorten(node.label, end - start)}<title>${node.label}</title></text>`
  // Each card below is reached by its own link.
  return node.column === 'finding'
    ? markup`<a href="#${node.id}" tabindex="-1">${shape}</a>`
    : shape
}

function y({ row }: GraphNode): number {
  return TOP + row * ROW + 14
}

/** The end of an id says more than its middle. */
function shorten(label: string, width: number): string {
  const room = Math.floor((width - 20) / 7)
  if (label.length <= room) return label
  const head = Math.floor(room / 3)
  return `${label.slice(0, head)}…${label.slice(head + 1 - room)}`
}

function sentence(finding: Finding): Markup {
  const { what, names } = becauseOf(finding)
  const id = inert(finding.id)
  const verb = finding.kind === 'brittle' ? 'needing' : 'because of'
  const who = [what, ...names.slice(0, 3).map((each) => inert(each))].join(' ')
  return markup`<li><a href="#${id}">${id}</a>: ${plural(finding.victims.length, 'test fails', 'tests fail')}, ${verb} ${who}</li>`
}
