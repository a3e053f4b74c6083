import type { Finding, TestReport } from '../../model/report-document.js'
import { inert } from '../inert.js'
import { plural } from '../words.js'
import { commonFolder, without } from './common-folder.js'
import { markup, type Markup } from './markup.js'
import { name } from './name.js'
import { nodesOf, type Graph, type GraphNode } from './graph-nodes.js'
import { shortName } from './short-name.js'

const ROW = 34
const TOP = 34
/** How wide one is, in the picture's units. */
const CHARACTER = 7
/** Where the three columns begin and end. */
const COLUMNS = { because: [0, 330], finding: [420, 600], fails: [690, 1020] } as const

/** All findings in one picture: who → what it carries → whom. One finding is a picture of its own. */
export function leakGraph(
  findings: readonly Finding[],
  tests: ReadonlyMap<string, TestReport>,
): Markup | undefined {
  const graph = nodesOf(findings, tests)
  const { nodes, edges, rows, drawn } = graph
  if (drawn.length < 2) return undefined
  const folder = commonFolder(nodes.map(({ label }) => label))
  const carries = drawn.some(({ state = [] }) => state.length > 0) ? 'state' : 'finding'
  const pairs = markup`<ul>${drawn.map((finding) => pair(finding, graph, folder))}</ul>`
  const left = findings.length - drawn.length
  const height = TOP + rows * ROW
  return markup`<section class="graph" aria-labelledby="graph-title">
<h2 id="graph-title">What fails because of what</h2>
<div class="scroll" tabindex="0" role="group" aria-labelledby="graph-title">
<svg viewBox="-1 0 1022 ${height}" aria-hidden="true">
<text class="label" x="0" y="14">because of</text><text class="label" x="420" y="14">${carries}</text><text class="label" x="690" y="14">fails</text>
${edges.map(([from, to]) => edge(from, to))}
${nodes.map((node) => box(node, folder))}
</svg>
</div>
<div class="pairs">${pairs}</div>
${left > 0 ? markup`<p class="muted">${plural(left, 'more finding')} below.</p>` : undefined}
<details><summary>The same as text</summary>${pairs}</details>
</section>`
}

function edge(from: GraphNode, to: GraphNode): Markup {
  const [, start] = COLUMNS[from.column]
  const [end] = COLUMNS[to.column]
  const middle = (start + end) / 2
  return markup`<path class="edge" d="M${start} ${y(from)}C${middle} ${y(from)} ${middle} ${y(to)} ${end} ${y(to)}"/>`
}

function box(node: GraphNode, folder: string): Markup {
  const [start, end] = COLUMNS[node.column]
  const shape = markup`<rect class="node ${node.column}" x="${start}" y="${y(node) - 12}" width="${end - start}" height="24" rx="6"/><text x="${start + 10}" y="${y(node) + 4}">${shown(node, folder)}<title>${node.label}</title></text>`
  // Each card below is reached by its own link.
  return node.column === 'finding'
    ? markup`<a href="#${node.id}" tabindex="-1">${shape}</a>`
    : shape
}

/** What its box has room for; a finding keeps its own name. */
function shown({ id, column, label }: GraphNode, folder: string): string {
  const [start, end] = COLUMNS[column]
  const head = column === 'finding' ? id : ''
  const room = Math.floor((end - start - 20) / CHARACTER) - head.length
  return head + shortName(without(folder, label.slice(head.length)), room)
}

function y({ row }: GraphNode): number {
  return TOP + row * ROW + 14
}

/** The same where there is no room for a picture, and for who cannot see it. */
function pair({ id, kind }: Finding, { edges }: Graph, folder: string): Markup {
  const anchor = inert(id)
  const names = (nodes: readonly GraphNode[]) =>
    nodes.map(({ label }) => markup`<li>${name(without(folder, label))}</li>`)
  const whom = edges.flatMap(([from, to]) => (from.id === id ? [to] : []))
  const who = edges.flatMap(([from, to]) => (to.id === id ? [from] : []))
  return markup`<li><a class="anchor" href="#${anchor}">${anchor}</a> <div><ul class="fails">${names(whom)}</ul> <span class="muted">${kind === 'brittle' ? 'fails without' : 'fails because of'}</span> <ul class="because">${names(who)}</ul></div></li>`
}
