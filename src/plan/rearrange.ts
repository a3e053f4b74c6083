import type { Order } from '../model/order.js'
import type { TestCase } from '../model/suite.js'

/** A file, a describe block or a test among its siblings. */
export interface Sibling {
  /** Project, file and titles: stays the same when tests are added elsewhere. */
  readonly key: string
}

/** Puts siblings into another order. Never across files or describes: no runner would run them so. */
export type Arrange = (siblings: readonly Sibling[]) => readonly Sibling[]

interface Node extends Sibling {
  readonly children: Map<string, Node>
  readonly test?: TestCase
}

/** The tests of one lane with `arrange` applied at each level: files, then describes and tests inside them. */
export function rearrange(tests: readonly TestCase[], arrange: Arrange): Order {
  const root: Node = { key: '', children: new Map() }
  for (const test of tests) {
    let node = child(root, test.file, `${test.project}/${test.file}`)
    test.position.forEach((index, depth) => {
      const key = `${node.key}\u0000${test.titlePath[depth] ?? ''}\u0000${String(index)}`
      const last = depth === test.position.length - 1
      node = child(node, String(index), key, last ? test : undefined)
    })
    // A file that fails to import is a test without a position.
    if (test.position.length === 0) child(node, 'import', node.key, test)
  }
  return flatten(root, arrange)
}

function child(parent: Node, name: string, key: string, test?: TestCase): Node {
  const known = parent.children.get(name)
  if (known) return known
  const node: Node = { key, children: new Map(), ...(test ? { test } : {}) }
  parent.children.set(name, node)
  return node
}

function flatten(node: Node, arrange: Arrange): string[] {
  if (node.test) return [node.test.id]
  return (arrange([...node.children.values()]) as readonly Node[]).flatMap((each) =>
    flatten(each, arrange),
  )
}
