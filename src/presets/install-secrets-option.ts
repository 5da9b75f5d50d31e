import * as z from 'zod'

/** The option of presets whose package manager takes credentials from variables. */
export const installSecretsOption = {
  installSecrets: z
    .record(
      z.string().regex(/^[A-Za-z_]\w*$/, 'it must be the name of an environment variable'),
      z.string().regex(/^[\w.-]+$/, 'it must be the id of a secret'),
    )
    .default({})
    .describe(
      'Environment variables of the steps that fetch packages and the ids of the build secrets that they hold, such as `{ GOPROXY: "goproxy" }` or `{ CARGO_REGISTRIES_TEAM_TOKEN: "team" }`.',
    ),
}
