import { fileURLToPath } from 'node:url'

/** The file that a thread which helps with linting starts with; absent where the sources are run. */
export const lintHelper = fileURLToPath(new URL('lint-helper.js', import.meta.url))
