import type { Branch, OrderTree, TreeEntry } from '../model/protocol.js'

/** The tree of some orders, and for each order the nodes that it passes, from a branch of the root to its leaf. */
export interface Planted {
  readonly tree: OrderTree
  readonly paths: readonly (readonly number[])[]
  /** For each order how many of its first entries an earlier order runs for it, and which. */
  readonly shared: readonly { readonly entries: number; readonly by: number }[]
}

/** Joins orders at their common beginnings. The last entry of an order is always its own, so that equal orders are repeats. */
export function plantTree(orders: readonly (readonly TreeEntry[])[]): Planted {
  const paths: number[][] = orders.map(() => [])
  const shared = orders.map((_, by) => ({ entries: 0, by }))
  let nodes = 0

  const branchesOf = (members: readonly number[], from: number): Branch[] => {
    const groups = new Map<string, number[]>()
    for (const member of members) {
      const order = orders[member] ?? []
      const entry = order[from]
      const key = entry && from < order.length - 1 ? keyOf(entry) : `end of ${String(member)}`
      groups.set(key, [...(groups.get(key) ?? []), member])
    }
    return [...groups.values()].map((group) => branchOf(group, from))
  }

  const branchOf = (members: readonly number[], from: number): Branch => {
    const node = (nodes += 1)
    for (const member of members) paths[member]?.push(node)
    const [first = 0] = members
    const order = orders[first] ?? []
    if (members.length === 1) return { node, entries: order.slice(from), branches: [] }
    const to = sharedUntil(
      members.map((member) => orders[member] ?? []),
      from,
    )
    for (const member of members.slice(1)) shared[member] = { entries: to, by: first }
    return { node, entries: order.slice(from, to), branches: branchesOf(members, to) }
  }

  const all = orders.map((_, index) => index)
  return { tree: { branches: branchesOf(all, 0) }, paths, shared }
}

function sharedUntil(orders: readonly (readonly TreeEntry[])[], from: number): number {
  const [first = [], ...others] = orders.map((order) => order.slice(0, -1))
  const differs = first.findIndex(
    (entry, index) =>
      index >= from &&
      !others.every((other) => other[index] !== undefined && keyOf(other[index]) === keyOf(entry)),
  )
  return differs === -1 ? first.length : differs
}

function keyOf({ seg, pass, pos, file, inside }: TreeEntry): string {
  return `${String(seg)}/${String(pass)}/${pos}/${String(inside)}/${file}`
}
