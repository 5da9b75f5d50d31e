import type { Ecosystem } from './common-facts.js'
import type { Project } from './project.js'

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
  const conflict = /^<{7}(?: |$)/m.exec(text)
  if (conflict === null) return true
  const line = text.slice(0, conflict.index).split('\n').length
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
