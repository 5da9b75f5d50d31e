import * as z from 'zod'
import { outputSchema } from './output-schema.js'
import { secretsSchema, variableName } from './secrets-schema.js'

const text = z.string().min(1)
const cacheEntry = text.regex(/^type=|^[\w.-]+[/:$]|^\$\{/, 'it must be such as `type=registry,ref=…`')

/** `bake:` of the configuration. */
export const bakeSchema = z
  .strictObject({
    output: outputSchema(['.hcl'])
      .optional()
      .describe('The file, relative to the folder of this one; `docker-bake.hcl` by default.'),
    variables: z
      .record(variableName, z.union([z.string(), z.number(), z.boolean()]))
      .optional()
      .describe(
        'Variables with their defaults, which environment variables of that name override. `REGISTRY` and `TAG` are there in any case.',
      ),
    tags: z
      .array(text)
      .min(1)
      .optional()
      .describe(
        'Tags of every image, with `{name}` for the service and `${NAME}` for variables; `${REGISTRY}{name}:${TAG}` by default.',
      ),
    platforms: z
      .array(z.string().regex(/^[a-z0-9]+\/[a-z0-9]+(?:\/[a-z0-9]+)?$/, 'it must be such as `linux/arm64`'))
      .min(1)
      .optional()
      .describe('Platforms to build for; that of the builder by default.'),
    cacheFrom: z.array(cacheEntry).optional().describe('Where caches come from, with `{name}` and variables.'),
    cacheTo: z.array(cacheEntry).optional().describe('Where caches go, with `{name}` and variables.'),
    secrets: secretsSchema.optional(),
    targets: z
      .array(text)
      .optional()
      .describe('Named stages, such as `debug`, that become targets and a group of their own.'),
    groups: z
      .record(z.string().regex(/^[\w-]+$/, 'it must be letters, digits, `-` and `_`'), z.array(text).min(1))
      .optional()
      .describe('Further groups: names, folders or globs of services.'),
  })
  .describe('The file for `docker buildx bake`.')

/** Settings of `docker-bake.hcl`, checked. */
export type BakeConfig = z.output<typeof bakeSchema>
