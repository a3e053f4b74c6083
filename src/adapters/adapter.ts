import type { Order } from '../model/order.js'
import type { Place, Segment } from '../model/protocol.js'
import type { RunnerName, TestCase } from '../model/suite.js'

/** A Node script to start as a host: one argument, its own IPC channel, nothing on stdin. */
export interface Command {
  readonly script: URL
  readonly argument: string
  readonly cwd: string
}

/**
 * What leakcheck must know of a test runner: how to start a host for it, and how an order is said to it.
 * An adapter translates; it never starts anything.
 */
export interface Adapter {
  readonly name: RunnerName
  readonly command: Command
  /**
   * The order as stretches inside files, with the place of each of its entries; or why this runner cannot run
   * it in one process.
   *
   * @param test looks up a test of the order; ids of the order are always known
   */
  translate(
    order: Order,
    test: (id: string) => TestCase,
  ):
    | { readonly segments: readonly Segment[]; readonly places: readonly Place[] }
    | { readonly inexpressible: string }
}
