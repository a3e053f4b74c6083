import type { Order } from '../model/order.js'
import type { Place, Segment } from '../model/protocol.js'
import type { TestCase } from '../model/suite.js'

/**
 * Splits an order into stretches of one file each, and says where each entry went. A test that occurs again
 * while its file is still at hand starts a further pass over the same instance of the file; a file that comes
 * back later is a segment of its own, and is evaluated again.
 */
export function segmentsOf(
  order: Order,
  test: (id: string) => TestCase,
): { readonly segments: Segment[]; readonly places: Place[] } {
  const segments: { file: string; passes: string[][] }[] = []
  let inPass = new Set<string>()
  const places = order.map((id): Place => {
    const { file, position, titlePath } = test(id)
    let segment = segments.at(-1)
    if (segment?.file !== file) {
      segments.push((segment = { file, passes: [[]] }))
      inPass = new Set()
    }
    // A file that fails to import is a test without a position: naming the file is all there is to do.
    if (titlePath.length === 0)
      return { seg: segments.length - 1, pass: segment.passes.length - 1, pos: '' }
    const pos = position.join('.')
    if (inPass.has(pos)) {
      segment.passes.push([])
      inPass = new Set()
    }
    segment.passes.at(-1)?.push(pos)
    inPass.add(pos)
    return { seg: segments.length - 1, pass: segment.passes.length - 1, pos }
  })
  return { segments, places }
}
