import * as z from 'zod'
import { cacheOption } from '../cache-option.js'
import { commonOptions } from '../common-options.js'

const path = z
  .string()
  .regex(/^(?!\/)(?!.*(?:^|\/)\.\.(?:\/|$))./, 'it must be a path inside the repository, relative to its package.json')

/** The options of {@link nodeProdDeps}. */
export const nodeOptions = z.object({
  ...commonOptions,
  node: z
    .string()
    .regex(/^\d+(?:\.\d+){0,2}$/, 'it must be a version such as `24` or `24.11.0`')
    .optional()
    .describe('Version of Node, such as `24`; read from `.nvmrc`, `engines` and their like by default.'),
  entry: path
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
  buildEnv: z
    .record(z.string(), z.union([z.string(), z.number(), z.boolean()]))
    .default({})
    .describe(
      'Environment variables of the build script, such as `NEXT_PUBLIC_URL` or a placeholder that a check insists on; no secrets.',
    ),
  output: z
    .array(path)
    .min(1)
    .optional()
    .describe('Files and folders that the build writes and the service needs; the build tool says so by default.'),
  assets: z
    .array(path)
    .default([])
    .describe('Further files and folders of the repository that the running service reads.'),
  shared: z
    .array(path)
    .default([])
    .describe(
      'Files and folders of a workspace that belong to no package and that builds read, such as `tools`, relative to its root; `tsconfig.base.json` and its like are copied anyway.',
    ),
  runtime: z
    .enum(['slim', 'distroless'])
    .default('slim')
    .describe(
      'Final image: `slim` (Debian with a shell) or `distroless` (node alone; only a file can be started, not a tool).',
    ),
  systemPackages: z
    .strictObject({ build: z.array(z.string()).default([]), runtime: z.array(z.string()).default([]) })
    .default({ build: [], runtime: [] })
    .describe('Debian packages for compiling dependencies and for running, beside those that known dependencies need.'),
  npmrc: z
    .boolean()
    .default(false)
    .describe('Mounts a `.npmrc` with credentials as the secret `npmrc` while dependencies are installed.'),
  secretEnv: z
    .array(z.string().regex(/^[A-Za-z_]\w*$/, 'it must be the name of an environment variable'))
    .default([])
    .describe(
      'Environment variables with credentials, such as `NPM_TOKEN`, besides those that `.npmrc` and `.yarnrc.yml` of the repository refer to; each is mounted as the secret of that name while dependencies are installed.',
    ),
  ...cacheOption,
})

/** Checked options. */
export type NodeOptions = z.output<typeof nodeOptions>
