import { jsonText } from './json-text.js'
import type { Reporter } from './reporter.js'

export const json: Reporter = jsonText
