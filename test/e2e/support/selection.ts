/** Names that were asked for, and whether everything was. */
const names = (process.env['GEN_DOCKERFILE_E2E_CASES'] ?? '').split(',').filter((name) => name !== '')
const all = process.env['GEN_DOCKERFILE_E2E_ALL'] !== undefined

/** What this run covers: what was named, else everything with `--all`, else what is quick. */
export const selection = {
  includes: (name: string, quick: boolean): boolean => (names.length > 0 ? names.includes(name) : all || quick),
}
