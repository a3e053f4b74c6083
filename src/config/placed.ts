import { join } from 'node:path'
import type { ReporterChoice } from './config.js'

/** A page is nothing to read on a terminal: without a file of its own it goes to `folder`, where the other files go. */
export function placed(choice: ReporterChoice, folder: string): ReporterChoice {
  if (choice.name !== 'html' || choice.file !== undefined) return choice
  return { ...choice, file: join(folder, 'report.html') }
}
