import { Ajv2020 } from 'ajv/dist/2020.js'
import { reportJsonSchema } from '../../build/report-schema.js'

// The generator names draft 7; what it writes is the same in 2020-12.
const { $schema: _, ...schema } = reportJsonSchema()

/** Whether a value is a report as the package's JSON Schema describes it. */
export const reportSchema = new Ajv2020({ strict: false }).compile(schema)
