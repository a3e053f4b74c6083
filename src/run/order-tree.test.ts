import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Branch, TreeEntry } from '../model/protocol.js'
import { plantTree } from './order-tree.js'

const entry = (pos: string): TreeEntry => ({ seg: 0, pass: 0, pos, file: 'a', inside: false })
const order = (text: string): TreeEntry[] => Array.from(text, entry)
const shape = ({ entries, branches }: Branch): unknown => [
  entries.map(({ pos }) => pos).join(''),
  ...branches.map(shape),
]
const shapes = (...texts: string[]): unknown[] =>
  plantTree(texts.map(order)).tree.branches.map(shape)

test.each([
  ['one order is one branch', ['abc'], [['abc']]],
  ['orders that share nothing are separate branches', ['a', 'b', 'c'], [['a'], ['b'], ['c']]],
  ['orders with a common beginning share a branch', ['abc', 'abd'], [['ab', ['c'], ['d']]]],
  [
    'an order that is the beginning of another ends in a leaf of its own',
    ['ab', 'abc'],
    [['a', ['b'], ['bc']]],
  ],
  ['the same order twice has two leaves', ['ab', 'ab'], [['a', ['b'], ['b']]]],
  [
    'common beginnings that begin alike are nested',
    ['abx', 'aby', 'ac'],
    [['a', ['b', ['x'], ['y']], ['c']]],
  ],
])('%s', (_, texts, expected) => {
  expect(shapes(...texts)).toEqual(expected)
})

test('a shared beginning is counted for the first order that has it', () => {
  const { shared } = plantTree(['abx', 'aby', 'ac', 'd'].map(order))
  expect(shared).toEqual([
    { entries: 0, by: 0 },
    { entries: 2, by: 0 },
    { entries: 1, by: 0 },
    { entries: 0, by: 3 },
  ])
})

test('each path spells its order, and ends in a leaf that no other order has', () => {
  const texts = fc.array(fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 6 }), {
    minLength: 1,
  })
  fc.assert(
    fc.property(texts, (some) => {
      const { tree, paths } = plantTree(some.map(order))
      const nodes = new Map<number, Branch>()
      const visit = (branch: Branch): void => {
        nodes.set(branch.node, branch)
        branch.branches.forEach(visit)
      }
      tree.branches.forEach(visit)
      const spelled = paths.map((path) =>
        path.flatMap((node) => nodes.get(node)?.entries.map(({ pos }) => pos) ?? []).join(''),
      )
      expect(spelled).toEqual(some)
      const leaves = paths.map((path) => path.at(-1))
      expect(new Set(leaves).size).toBe(some.length)
      expect(leaves.every((leaf) => nodes.get(leaf ?? 0)?.branches.length === 0)).toBe(true)
    }),
  )
})
