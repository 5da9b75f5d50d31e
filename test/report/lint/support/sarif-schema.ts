import { readFileSync } from 'node:fs'
import Ajv from 'ajv-draft-04'
import addFormats from 'ajv-formats'

const schema = JSON.parse(
  readFileSync(new URL('../../../fixtures/sarif/sarif-schema-2.1.0.json', import.meta.url), 'utf8'),
)
const ajv = new Ajv.default({ strict: false, allErrors: true })
addFormats.default(ajv)
const validate = ajv.compile(schema)

/** What the schema of OASIS says against a SARIF log; empty when it is valid. */
export const sarifErrors = (log: unknown): readonly object[] => (validate(log) ? [] : (validate.errors ?? []))
