import * as z from 'zod'
import { outputSchema } from './output-schema.js'
import { secretsSchema } from './secrets-schema.js'

const text = z.string().min(1)

/** `compose:` of the configuration. */
export const composeSchema = z
  .strictObject({
    output: outputSchema(['.yaml', '.yml'])
      .optional()
      .describe('The file, relative to the folder of this one; `compose.yaml` by default.'),
    target: text
      .optional()
      .describe('The stage that local work is done in; `dev` by default. Where a Dockerfile has none, its last stage.'),
    volumes: z
      .record(text, z.array(text).min(1))
      .optional()
      .describe('Volumes by service, such as `./models:/models:ro`, besides those that are found.'),
    secrets: secretsSchema.optional(),
  })
  .describe('The file for `docker compose`, for work on this machine.')

/** Settings of `compose.yaml`, checked. */
export type ComposeConfig = z.output<typeof composeSchema>
