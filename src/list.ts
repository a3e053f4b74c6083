import type { Config } from './config/config.js'
import type { Suite } from './model/suite.js'
import { withSuite } from './open-suite.js'
import type { Ports } from './ports.js'

/** Every test of the selection, in own order. Runs none of them. */
export async function list(config: Config, ports: Ports): Promise<Suite> {
  ports.emit({ kind: 'stage', stage: 'discover' })
  return withSuite(config, ports.signal, ({ suite }) => Promise.resolve(suite))
}
