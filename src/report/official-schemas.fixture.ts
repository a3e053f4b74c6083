import draft04 from 'ajv-draft-04'
import formats from 'ajv-formats'
import { validate } from 'ctrf'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { validateXML } from 'xmllint-wasm'

/** For tests: what is wrong with a document by the schema of its format; nothing: it is valid. */
export type Faults = readonly string[]

/** By the schema of OASIS, which Microsoft's package ships. */
export function sarifFaults(text: string): Faults {
  sarifSchema ??= compileSarif()
  return sarifSchema(JSON.parse(text)) ? [] : [JSON.stringify(sarifSchema.errors, null, 1)]
}

/** By the schema of the format's own package. */
export function ctrfFaults(text: string): Faults {
  const { valid, errors } = validate(JSON.parse(text))
  return valid ? [] : [JSON.stringify(errors, null, 1)]
}

/** By what Jenkins takes, and by a parser that refuses what is no XML. */
export async function junitFaults(...texts: readonly string[]): Promise<Faults> {
  const { valid, errors } = await validateXML({
    xml: texts.map((contents, index) => ({ fileName: `junit-${String(index)}.xml`, contents })),
    schema: { fileName: 'jenkins-junit.xsd', contents: JENKINS },
    // A suite of 10,000 tests is some megabytes.
    initialMemoryPages: 1_024,
    maxMemoryPages: 8_192,
  })
  return valid ? [] : errors.map(({ rawMessage }) => rawMessage)
}

const JENKINS = readFileSync(join(import.meta.dirname, 'jenkins-junit.xsd'), 'utf8')

let sarifSchema: ReturnType<typeof compileSarif> | undefined

function compileSarif() {
  const require = createRequire(import.meta.url)
  const file = require.resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json')
  const ajv = new draft04.default({ strict: false, unicodeRegExp: false })
  formats.default(ajv)
  return ajv.compile(JSON.parse(readFileSync(file, 'utf8')) as object)
}
