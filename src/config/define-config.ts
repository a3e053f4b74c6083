import type { LeakcheckConfig } from './schema.js'

/** Gives `leakcheck.config.ts` completion and checks in the editor; does nothing else. */
export function defineConfig(config: LeakcheckConfig): LeakcheckConfig {
  return config
}
