import * as z from 'zod'
import { commonOptions } from '../common-options.js'

/** The options of {@link nodeProdDeps}. */
export const nodeOptions = z.object({
  ...commonOptions,
  entry: z
    .string()
    .min(1)
    .optional()
    .describe(
      'JavaScript file that node runs, such as `dist/main.js`; read from the start script or `main` by default.',
    ),
  command: z
    .array(z.string().min(1))
    .min(1)
    .optional()
    .describe('Whole command of the container, instead of `node <entry>`.'),
  build: z
    .union([z.string().min(1), z.literal(false)])
    .optional()
    .describe('Script that builds the service; `build` where package.json has it. False for none.'),
  output: z
    .array(z.string().min(1))
    .min(1)
    .optional()
    .describe('Files and folders that the build writes and the service needs; the build tool says so by default.'),
  assets: z
    .array(z.string().min(1))
    .default([])
    .describe('Further files and folders of the repository that the running service reads.'),
  runtime: z
    .enum(['slim', 'distroless'])
    .default('slim')
    .describe(
      'Final image: `slim` (Debian with a shell) or `distroless` (node alone; nothing but a plain file can be started).',
    ),
  systemPackages: z
    .strictObject({ build: z.array(z.string()).default([]), runtime: z.array(z.string()).default([]) })
    .default({ build: [], runtime: [] })
    .describe('Debian packages for compiling dependencies and for running, beside those that known dependencies need.'),
  npmrc: z
    .boolean()
    .default(false)
    .describe('Mounts a `.npmrc` with credentials as the secret `npmrc` while dependencies are installed.'),
})

/** Checked options. */
export type NodeOptions = z.output<typeof nodeOptions>
