import * as z from 'zod'

const text = z.string().min(1)

const options = z.record(z.string(), z.unknown())

const preset = text.describe(
  'The name of a preset such as `node-prod-deps`, `auto` for the one that fits best, or a file such as `./tools/our-preset.ts` whose default export definePreset made.',
)

/** A template of paths that holds `{dir}` or `{name}`, or neither. */
const output = text
  .regex(/^(?:[^{}]|\{(?:dir|name)\})+$/, 'only `{dir}` and `{name}` can stand in braces')
  .regex(/[^/\\]$/, 'it must end in the name of a file')

const service = z
  .strictObject({
    preset: preset.optional(),
    options: options.optional().describe('Options of the preset, besides those that `defaults` gives.'),
    dockerfile: text.optional().describe('The dockerfile.ts of the service, relative to the folder of this file.'),
    output: output
      .optional()
      .describe(
        'The Dockerfile, relative to the folder of this file; `{dir}` and `{name}` stand for those of the service.',
      ),
    name: text
      .regex(/^[a-z0-9]+(?:[._-][a-z0-9]+)*$/, 'it must be lower-case letters and digits, with `-`, `_` or `.` between')
      .optional()
      .describe('The name of the service; what its manifest says by default, else its folder.'),
  })
  .refine(({ preset: named, dockerfile }) => named === undefined || dockerfile === undefined, {
    message: 'expected `preset` or `dockerfile`, not both',
  })

/** `services:` of the configuration. */
export const servicesSchema = z
  .record(
    text,
    z.union([service, z.literal(false), z.null()], 'expected settings such as `{ preset: auto }`, or `false`'),
  )
  .describe(
    'The services, by folder or glob of folders, relative to the folder of this file. A later key that matches the same folder adds to what the earlier said; `false` takes it out.',
  )

/** `defaults:` of the configuration. */
export const defaultsSchema = z
  .strictObject({
    output: output
      .optional()
      .describe("Where Dockerfiles go, relative to the folder of this file; `'{dir}/Dockerfile'` by default."),
    preset: preset.optional(),
    options: z.record(text, options).optional().describe('Options, by preset.'),
  })
  .describe('What holds for all services that say nothing else.')

/** A service as it is written. */
export type WrittenService = z.output<typeof service> | false | null
