import * as z from 'zod'
import { cacheOption } from '../cache-option.js'
import { commonOptions } from '../common-options.js'
import { installSecretsOption } from '../install-secrets-option.js'
import { packageOptions } from '../compiled/package-options.js'

/** A `:latest`-free release of Go: `1.26` or `1.26.3`. */
const release = z.string().regex(/^1\.\d+(?:\.\d+)?$/, 'it must be a release such as `1.26`')

/** The options of `goDistroless`. */
export const goOptions = z.object({
  ...commonOptions,
  ...packageOptions,
  main: z
    .string()
    .min(1)
    .optional()
    .describe('Folder of the main package, such as `./cmd/api`; by default the only one that there is.'),
  args: z.array(z.string()).default([]).describe('Default arguments of the program, such as `["serve"]`. Gives CMD.'),
  goVersion: release
    .optional()
    .describe('Release of Go that compiles; by default the newest, or what go.mod asks for when that is newer.'),
  cgo: z
    .boolean()
    .optional()
    .describe(
      'Whether C code is compiled in; by default when the packages of the program or a known dependency need it. Without it the program is static and cross-compiled.',
    ),
  tags: z
    .array(z.string().regex(/^[\w.]+$/, 'it must be a build tag'))
    .default([])
    .describe('Build tags; what is embedded in files that one of them brings is copied, too.'),
  ldflags: z
    .string()
    .default('-s -w')
    .describe("Flags of the linker; by default those that leave out the debugger's data."),
  versionVariable: z
    .union([z.string().regex(/^[\w./~-]+\.\w+$/, 'it must be such as `main.version`'), z.literal(false)])
    .optional()
    .describe(
      'Variable that `--build-arg VERSION=…` sets; by default `version` of the main package, where it has one. `false` for none.',
    ),
  private: z
    .object({
      modules: z
        .array(z.string().regex(/^[^\s,]+$/, 'it must be a pattern such as `github.com/acme/*`'))
        .min(1)
        .describe('Patterns of private modules, as in GOPRIVATE: `github.com/acme/*`.'),
      credentials: z
        .enum(['netrc', 'ssh'])
        .default('netrc')
        .describe(
          'How to reach them: a secret `netrc` (`--secret id=netrc,src=$HOME/.netrc`) or the agent (`--ssh default`).',
        ),
    })
    .optional()
    .describe('Private modules and how the build reaches them; they and the credentials stay out of the image.'),
  sources: z
    .array(z.string().min(1))
    .min(1)
    .optional()
    .describe(
      'What the build copies, as COPY patterns; by default what the compiler reads, of a workspace only in the modules that the program needs. `["."]` copies everything.',
    ),
  assets: z
    .array(z.string().min(1))
    .optional()
    .describe(
      'Files and folders that the program reads; copied to /app, its working directory. Found in the sources by default.',
    ),
  ...cacheOption,
  ...installSecretsOption,
})

/** The checked options. */
export type GoOptions = z.output<typeof goOptions>
