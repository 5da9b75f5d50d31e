import * as z from 'zod'
import { cacheOption } from '../cache-option.js'
import { commonOptions } from '../common-options.js'
import { installSecretsOption } from '../install-secrets-option.js'
import { packageOptions } from '../compiled/package-options.js'

const cargoName = z.string().regex(/^[A-Za-z_][\w-]*$/, 'it must be a name as in Cargo.toml')

/** The options of `rust`. */
export const rustOptions = z.object({
  ...commonOptions,
  ...packageOptions,
  bin: cargoName
    .optional()
    .describe('Name of the binary to build; by default the only one, or the `default-run` of the package.'),
  package: cargoName
    .optional()
    .describe('Package of a workspace whose binary is built; by default the one that has `bin`.'),
  args: z.array(z.string()).default([]).describe('Default arguments of the program, such as `["serve"]`. Gives CMD.'),
  rustVersion: z
    .string()
    .regex(/^1\.\d+(?:\.\d+)?$/, 'it must be a release such as `1.95`')
    .optional()
    .describe('Release of Rust that compiles; by default what rust-toolchain pins, else the newest.'),
  libc: z
    .enum(['gnu', 'musl'])
    .optional()
    .describe(
      'C library: `gnu` runs on distroless cc, `musl` gives a static program on distroless static; `gnu` by default.',
    ),
  features: z
    .array(z.string().regex(/^[\w+./-]+$/, 'it must be a feature as in Cargo.toml'))
    .default([])
    .describe('Features to switch on; those that the binary requires always are.'),
  noDefaultFeatures: z.boolean().default(false).describe('Switches the default features off.'),
  profile: cargoName.default('release').describe('Profile of Cargo to build with; `release` by default.'),
  sources: z
    .array(z.string().min(1))
    .min(1)
    .optional()
    .describe(
      'What the build copies beside manifests, as COPY patterns, such as `["src", "migrations"]`: an edit of anything else rebuilds nothing. By default everything, since macros may read any file; in a workspace the crates that the program needs, and what their sources name beside them.',
    ),
  assets: z
    .array(z.string().min(1))
    .optional()
    .describe(
      'Files and folders that the program reads; copied to /app, its working directory. `templates`, `static`, `config` and the like by default.',
    ),
  ...cacheOption,
  ...installSecretsOption,
})

/** The checked options. */
export type RustOptions = z.output<typeof rustOptions>
