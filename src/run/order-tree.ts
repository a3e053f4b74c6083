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
      const group = groups.get(key)
      if (group) group.push(member)
      else groups.set(key, [member])
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

/** Neither copies nor builds strings: a whole suite is compared for each of the orders that begin with it. */
function sharedUntil(orders: readonly (readonly TreeEntry[])[], from: number): number {
  const [first = [], ...others] = orders
  let to = first.length - 1
  for (const other of others) {
    to = Math.min(to, other.length - 1)
    for (let at = from; at < to; at++) if (!isSameEntry(first[at], other[at])) to = at
  }
  return to
}

function isSameEntry(a: TreeEntry | undefined, b: TreeEntry | undefined): boolean {
  if (a === b) return true
  return (
    a?.seg === b?.seg &&
    a?.pass === b?.pass &&
    a?.pos === b?.pos &&
    a?.inside === b?.inside &&
    a?.file === b?.file
  )
}

function keyOf({ seg, pass, pos, file, inside }: TreeEntry): string {
  return `${String(seg)}/${String(pass)}/${pos}/${String(inside)}/${file}`
}
