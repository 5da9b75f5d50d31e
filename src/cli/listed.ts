/** A list for a sentence: the first paths, and how many more there are. */
export const listed = (paths: readonly string[]): string => {
  const shown = paths.slice(0, 3).map((path) => `\`${path}\``)
  return paths.length > shown.length ? `${shown.join(', ')} and ${paths.length - shown.length} more` : shown.join(', ')
}
