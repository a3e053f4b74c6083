import type { Order } from '../model/order.js'

/** Order files of one finding: names that are free, relative to `.leakcheck/`. */
export interface OrderFiles {
  /** @returns the path of the file that holds these lines */
  readonly add: (name: string, lines: Order) => string
  readonly all: ReadonlyMap<string, Order>
}

export function orderFiles(folder: string): OrderFiles {
  const all = new Map<string, Order>()
  return {
    all,
    add(name, lines) {
      const stem = `${folder}/${name.toLowerCase().replace(/[^\w-]+/g, '-')}`
      let path = `${stem}.txt`
      // Orders of one purpose may differ: each victim has an order in which it comes last.
      for (let number = 2; all.has(path); number++) path = `${stem}-${String(number)}.txt`
      all.set(path, lines)
      return path
    },
  }
}
