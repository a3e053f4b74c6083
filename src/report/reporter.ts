import type { Report } from '../model/report-document.js'
import type { Paint } from './paint.js'

export interface ReportOptions {
  /** How to colour text; files and pipes get {@link plainPaint}. */
  readonly paint: Paint
  /** Where leakcheck was started, relative to the repository's root and '/'-separated; '' at the root itself. */
  readonly pathInRepository: string
}

/** A report as text that ends in a newline, or '' when there is nothing to say. */
export type Reporter = (report: Report, options: ReportOptions) => string
