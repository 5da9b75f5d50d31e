import * as z from 'zod'
import { allRuleNames } from '../linter/rule-names.js'
import { policySchema } from './policy-schema.js'

/** `lint:` of the configuration. */
export const lintSchema = z
  .strictObject({
    rules: z
      .partialRecord(z.enum(allRuleNames()), z.enum(['error', 'warning', 'info', 'off']))
      .optional()
      .describe('Severities by rule, or by the code that another tool has for it, such as `DL3008`.'),
    policy: policySchema.optional(),
    builder: z.enum(['buildkit', 'buildah', 'kaniko']).optional().describe('What builds the Dockerfiles.'),
    ignore: z
      .array(z.string().min(1))
      .optional()
      .describe('Globs of files that are not linted, relative to the folder of this file.'),
  })
  .describe('How Dockerfiles are linted, those that are generated among them.')
