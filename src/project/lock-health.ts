import type { Ecosystem } from './common-facts.js'
import type { Project } from './project.js'

/** Where a line begins with `<<<<<<<`; a search for the text is many times as fast as one for the line in a large file. */
const conflictIn = (text: string): number => {
  const marker = '<'.repeat(7)
  for (let at = text.indexOf(marker); at !== -1; at = text.indexOf(marker, at + 1)) {
    const [before, after] = [text[at - 1], text[at + marker.length]]
    if ((before === undefined || before === '\n') && (after === undefined || after === ' ' || after === '\n')) return at
  }
  return -1
}

/** Reports what makes a lockfile useless without parsing all of it: nothing in it, or an unfinished merge. */
export const checkLockText = (project: Project, path: string, ecosystem: Ecosystem, text: string): boolean => {
  if (text.trim() === '') {
    project.report({
      kind: 'unparsable',
      ecosystem,
      file: path,
      line: 1,
      message: `\`${path}\` is empty: a frozen install refuses it.`,
      hint: 'Let the package manager write it again, and commit it.',
    })
    return false
  }
  const conflict = conflictIn(text)
  if (conflict === -1) return true
  const line = text.slice(0, conflict).split('\n').length
  project.report({
    kind: 'unparsable',
    ecosystem,
    file: path,
    line,
    message: `\`${path}\` has merge-conflict markers (line ${line}): no package manager reads it.`,
    hint: 'Resolve the conflict by running the install again, and commit the result.',
  })
  return false
}
