// Run after tsc, from dist/: writes the two schemas that the package exports. No part of the package itself.
import { writeFile } from 'node:fs/promises'
import { configJsonSchema } from '../config/schema.js'
import { reportJsonSchema } from './report-schema.js'

const schemas = {
  'report.schema.json': reportJsonSchema(),
  'config.schema.json': configJsonSchema(),
}
for (const [name, schema] of Object.entries(schemas)) {
  await writeFile(new URL(`../${name}`, import.meta.url), `${JSON.stringify(schema, null, 2)}\n`)
}
