import type { Diagnostic } from '../model/diagnostic.js'

const keyOf = ({ rule, message, file, origin }: Diagnostic): string =>
  JSON.stringify([rule, message, file, origin?.line, origin?.column])

/** Leaves out what is wrong with a file of the repository and was told for another service already. */
export const distinctProblems = (diagnostics: readonly Diagnostic[]): readonly Diagnostic[] => {
  const known = new Set<string>()
  return diagnostics.filter((diagnostic) => {
    if (!diagnostic.rule.startsWith('project-')) return true
    const key = keyOf(diagnostic)
    const isNew = !known.has(key)
    known.add(key)
    return isNew
  })
}
