import type { Reporter } from './reporter.js'

/** Every reporter, loaded when it is asked for. */
export const reporters = {
  terminal: async (): Promise<Reporter> => (await import('./terminal/terminal.js')).terminal,
  json: async (): Promise<Reporter> => (await import('./json.js')).json,
  github: async (): Promise<Reporter> => (await import('./github.js')).github,
  junit: async (): Promise<Reporter> => (await import('./junit.js')).junit,
}
