// Run after tsc, from dist/: writes the schemas that the package exports. No part of the package itself.
import { writeFile } from 'node:fs/promises'
import { baselineJsonSchema } from '../baseline/entry.js'
import { configJsonSchema } from '../config/schema.js'
import { reportJsonSchema } from './report-schema.js'

const schemas = {
  'report.schema.json': reportJsonSchema(),
  'config.schema.json': configJsonSchema(),
  'baseline.schema.json': baselineJsonSchema(),
}
for (const [name, schema] of Object.entries(schemas)) {
  await writeFile(new URL(`../${name}`, import.meta.url), `${JSON.stringify(schema, null, 2)}\n`)
}
