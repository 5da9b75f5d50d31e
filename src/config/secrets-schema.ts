import * as z from 'zod'

/** The name of an environment variable. */
export const variableName = z.string().regex(/^[A-Za-z_]\w*$/, 'it must be letters, digits and `_`')

/** Where secrets come from, by id. */
export const secretsSchema = z
  .record(
    z.string().min(1),
    z.union(
      [z.strictObject({ env: variableName }), z.strictObject({ file: z.string().min(1) })],
      'expected `{ env: NAME }` or `{ file: path }`',
    ),
  )
  .describe('Where the secrets that Dockerfiles mount come from; an environment variable of that name by default.')
