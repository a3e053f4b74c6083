import type { ReporterChoice } from './config.js'

/** What is written for a {@link ReporterChoice}: `name`, or `name=file`. */
export const REPORTER_PATTERN = /^[^=]+(?:=.+)?$/

/** Expects what {@link REPORTER_PATTERN} matches. */
export function parseReporterChoice(written: string): ReporterChoice {
  const [, name = '', file] = /^([^=]+)(?:=(.+))?$/.exec(written) ?? []
  return { name, ...(file === undefined ? {} : { file }) }
}
