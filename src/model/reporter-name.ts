/** The reporters that come with leakcheck; any other name is a module of the user's. */
export const REPORTER_NAMES = [
  'terminal',
  'json',
  'markdown',
  'github',
  'html',
  'junit',
  'sarif',
  'ctrf',
] as const

export type ReporterName = (typeof REPORTER_NAMES)[number]

export function isReporterName(name: string): name is ReporterName {
  return REPORTER_NAMES.some((known) => known === name)
}
