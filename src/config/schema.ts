import * as z from 'zod'
import { bakeSchema } from './bake-schema.js'
import { composeSchema } from './compose-schema.js'
import { lintSchema } from './lint-schema.js'
import { defaultsSchema, servicesSchema } from './services-schema.js'

/** All of `gen-dockerfile.yaml`; each part has a schema of its own. */
export const configSchema = z
  .strictObject({
    defaults: defaultsSchema.optional(),
    services: servicesSchema.optional(),
    lint: lintSchema.optional(),
    bake: bakeSchema.optional(),
    compose: composeSchema.optional(),
  })
  .describe('The settings of gen-dockerfile.')

/** The JSON Schema of `gen-dockerfile.yaml`, for editors. */
export const configJsonSchema = (): object => ({
  ...z.toJSONSchema(configSchema, { io: 'input' }),
  title: 'gen-dockerfile.yaml',
})
