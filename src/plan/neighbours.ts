import type { RunRecord } from '../model/run.js'
import type { TestCase } from '../model/suite.js'
import type { Lane } from './lanes.js'
import { rearrange } from './rearrange.js'

/** Ordered pairs of siblings (files with files, describes and tests with each other), and how many were next to each other. */
interface NeighboursSeen {
  readonly seen: number
  readonly all: number
}

/** A test's way through the tree: the keys of its file, its describes and itself. */
type Path = readonly string[]

/**
 * Of all ordered pairs of siblings those that some order has had next to each other, one right after the other: what comes between
 * them could have cleaned up. Of files and describes only whole orders count, of tests also those of two.
 */
export function neighboursSeen(
  lanes: readonly Lane[],
  records: readonly RunRecord[],
): NeighboursSeen {
  const laneOf = new Map<string, Lane>()
  for (const lane of lanes) for (const { id } of lane.tests) laneOf.set(id, lane)
  const pairs = new Map<Lane, Set<string>>()
  const places = new Map<Lane, ReadonlyMap<string, Path>>()
  let all = 0
  for (const lane of lanes) {
    all += pairsAmong(lane.tests)
    places.set(lane, placesOf(lane.tests))
    pairs.set(lane, new Set())
  }
  for (const { request, results, shared, end } of records) {
    const { order } = request
    const lane = laneOf.get(order[0] ?? '')
    if (!lane || order.length < 2 || end.kind === 'void' || results.length === 0) continue
    const own = places.get(lane)
    // Once or twice; not what runs one more behind the whole suite.
    const isWhole = order.length % lane.tests.length === 0
    const before = shared?.entries ?? 0
    for (let at = 1; at < order.length; at++) {
      const [one, other] = [own?.get(order[at - 1] ?? ''), own?.get(order[at] ?? '')]
      const isMissing = results[at - before]?.outcome === 'missing'
      if (!one || !other || one === other || isMissing) continue
      const level = one.findIndex((key, depth) => other[depth] !== key)
      const areTests = level === one.length - 1 && level === other.length - 1
      if (isWhole || areTests) pairs.get(lane)?.add(`${one[level] ?? ''}\n${other[level] ?? ''}`)
    }
  }
  const seen = [...pairs.values()].reduce((sum, { size }) => sum + size, 0)
  return { seen, all }
}

function pairsAmong(tests: readonly TestCase[]): number {
  let count = 0
  rearrange(tests, (siblings) => {
    count += siblings.length * (siblings.length - 1)
    return siblings
  })
  return count
}

function placesOf(tests: readonly TestCase[]): ReadonlyMap<string, Path> {
  return new Map(
    tests.map((test) => {
      const path: string[] = []
      // Of one test the tree is its own path.
      rearrange([test], (siblings) => {
        path.push(siblings[0]?.key ?? '')
        return siblings
      })
      return [test.id, path] as const
    }),
  )
}
