import * as z from 'zod'

/** The option of every preset that downloads or compiles dependencies: `cache: 'layer'` works without a builder that stays. */
export const cacheOption = {
  cache: z
    .enum(['mount', 'layer'])
    .default('mount')
    .describe(
      'Where downloads and compiled dependencies are kept: `mount` on the builder, `layer` in image layers that a registry cache brings to the next runner.',
    ),
}
