import { fileURLToPath } from 'node:url'
import { createGenerator } from 'ts-json-schema-generator'

/**
 * The JSON Schema of report.json, from its types. Objects may have more fields than these, as a later minor
 * version will add some; unions of kinds are strict.
 */
export function reportJsonSchema(): Record<string, unknown> {
  const schema = createGenerator({
    // From dist/build/ and from src/build/ alike: the types are read from their source.
    path: fileURLToPath(new URL('../../src/model/report-document.ts', import.meta.url)),
    tsconfig: fileURLToPath(new URL('../../tsconfig.json', import.meta.url)),
    type: 'Report',
    additionalProperties: true,
    skipTypeCheck: true,
  }).createSchema('Report')
  return { title: 'leakcheck report', ...schema }
}
