import { expect, test } from 'vitest'
import { sampleFinding, sampleTest } from '../sample-report.fixture.js'
import { nodesOf } from './graph-nodes.js'

const victim = (number: number, file = 'a.test.ts') => sampleTest(`reads ${number}`, { file })
const labels = (
  findings: Parameters<typeof nodesOf>[0],
  tests = new Map<string, ReturnType<typeof sampleTest>>(),
) => {
  const { nodes, edges } = nodesOf(findings, tests)
  return {
    nodes: nodes.map(({ label }) => label),
    edges: edges.map((edge) => edge.map(({ label }) => label)),
  }
}

test('a polluter that two findings name is drawn as one node', () => {
  const cause = { kind: 'polluter', tests: ['sets it'] } as const
  const polluted = (id: string, number: number) =>
    sampleFinding([victim(number)], { id, cause: { ...cause, tests: [...cause.tests] } })
  const { nodes, edges } = labels([polluted('L1', 1), polluted('L2', 2)])
  expect(nodes.filter((label) => label === 'sets it')).toHaveLength(1)
  expect(edges).toEqual([
    ['sets it', 'L1'],
    ['L1', 'a.test.ts > reads 1'],
    ['sets it', 'L2'],
    ['L2', 'a.test.ts > reads 2'],
  ])
})

test('each finding draws many contributors as one node of its own, and many victims as another', () => {
  const crowd = ['a', 'b', 'c', 'd'].map((file, at) => victim(at, `${file}.test.ts`))
  const cause = {
    kind: 'accumulation',
    threshold: 2,
    tippingTest: 'x',
    contributors: ['x', 'y', 'z'],
    dose: [],
  } as const
  const added = (id: string) =>
    sampleFinding(crowd, {
      id,
      cause: { ...cause, contributors: [...cause.contributors], dose: [] },
    })
  const tests = new Map(crowd.map((test) => [test.id, test]))
  const { nodes } = labels([added('L1'), added('L2')], tests)
  expect(nodes.filter((label) => label === 'any 2 of 3 tests')).toHaveLength(2)
  expect(nodes.filter((label) => label === '4 tests in 4 files')).toHaveLength(2)
})

test('self-polluting findings, and findings without a cause, are not drawn', () => {
  const findings = [
    sampleFinding([victim(1)], { id: 'L1', cause: { kind: 'self' } }),
    sampleFinding([victim(2)], { id: 'L2' }),
  ]
  expect(nodesOf(findings, new Map())).toEqual({ drawn: [], nodes: [], edges: [], rows: 0 })
})

test('no two nodes of a column are in the same row, and at most 15 findings are drawn', () => {
  const findings = Array.from({ length: 20 }, (_, at) =>
    sampleFinding([victim(at)], {
      id: `L${at + 1}`,
      cause: { kind: 'co-polluters', tests: [`one ${at % 3}`, `two ${at}`] },
    }),
  )
  const { nodes, drawn, rows } = nodesOf(findings, new Map())
  expect(drawn).toHaveLength(15)
  for (const column of ['because', 'fails'] as const) {
    const taken = nodes.filter((node) => node.column === column).map(({ row }) => row)
    expect(new Set(taken).size).toBe(taken.length)
    expect(Math.max(...taken)).toBeLessThan(rows)
  }
})
