import { Ajv2020 } from 'ajv/dist/2020.js'
import { join } from 'node:path'
import { repository } from '../drive/folders.js'
import { readJson } from '../drive/read-json.js'

// The generator names draft 7; what it writes is the same in 2020-12.
const { $schema: _, ...schema } = readJson<{ $schema: string }>(
  join(repository, 'dist/report.schema.json'),
)

/** Whether a value is a report as the package's JSON Schema describes it: the one that the build has made. */
export const reportSchema = new Ajv2020({ strict: false }).compile(schema)
