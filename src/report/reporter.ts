import type { Report } from '../model/report-document.js'
import type { Paint } from './paint.js'

export interface ReportOptions {
  /** How to colour text; for files and pipes every style leaves its text as it is. */
  readonly paint: Paint
  /** Where leakcheck was started, relative to the repository's root and '/'-separated; '' at the root itself. */
  readonly pathInRepository: string
  /** Where the repository's files can be read: a path below it, percent-encoded, makes a link. */
  readonly sourceUrl?: string
  /** Columns of the terminal that the text is for; undefined: it is for none, and lines are as long as they are. */
  readonly width?: number
}

/** A report as text that ends in a newline, or '' when there is nothing to say. */
export type Reporter = (report: Report, options: ReportOptions) => string

/** What a module given to `--reporter` exports: by default, or as `reporter`. */
export type CustomReporter = (report: Report, options: ReportOptions) => string | Promise<string>
