import type { ReporterName } from '../model/reporter-name.js'
import type { Reporter } from './reporter.js'

/** Every reporter, loaded when it is asked for. */
export const reporters = {
  terminal: async (): Promise<Reporter> => (await import('./terminal/terminal.js')).terminal,
  json: async (): Promise<Reporter> => (await import('./json.js')).json,
  markdown: async (): Promise<Reporter> => (await import('./markdown/markdown.js')).markdown,
  github: async (): Promise<Reporter> => (await import('./github.js')).github,
  html: async (): Promise<Reporter> => (await import('./html/html.js')).html,
  junit: async (): Promise<Reporter> => (await import('./junit.js')).junit,
  sarif: async (): Promise<Reporter> => (await import('./sarif/sarif.js')).sarif,
  ctrf: async (): Promise<Reporter> => (await import('./ctrf.js')).ctrf,
} satisfies Record<ReporterName, () => Promise<Reporter>>
