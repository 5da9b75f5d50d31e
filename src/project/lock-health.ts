import type { Ecosystem } from './common-facts.js'
import type { Project } from './project.js'

/** What makes a lockfile useless: nothing in it, an unfinished merge, or what cannot be parsed; lines and columns from 1. */
export type LockFlaw =
  | { readonly kind: 'empty' }
  | { readonly kind: 'conflict'; readonly line: number }
  | { readonly kind: 'unparsable'; readonly reason: string; readonly line?: number; readonly column?: number }

/** Where a line begins with `<<<<<<<`; a search for the text is many times as fast as one for the line in a large file. */
const conflictIn = (text: string): number => {
  const marker = '<'.repeat(7)
  for (let at = text.indexOf(marker); at !== -1; at = text.indexOf(marker, at + 1)) {
    const [before, after] = [text[at - 1], text[at + marker.length]]
    if ((before === undefined || before === '\n') && (after === undefined || after === ' ' || after === '\n')) return at
  }
  return -1
}

/** What makes a lockfile useless, without parsing all of it. */
export const lockFlawIn = (text: string): LockFlaw | undefined => {
  if (text.trim() === '') return { kind: 'empty' }
  const conflict = conflictIn(text)
  return conflict === -1 ? undefined : { kind: 'conflict', line: text.slice(0, conflict).split('\n').length }
}

const rewrite = 'Let the package manager write it again, and commit it.'

/** Reports what makes a lockfile useless. */
export const reportLockFlaw = (project: Project, file: string, ecosystem: Ecosystem, flaw: LockFlaw): void => {
  const common = { kind: 'unparsable', ecosystem, file } as const
  if (flaw.kind === 'empty') {
    project.report({ ...common, line: 1, message: `\`${file}\` is empty: a frozen install refuses it.`, hint: rewrite })
  } else if (flaw.kind === 'conflict') {
    const { line } = flaw
    project.report({
      ...common,
      line,
      message: `\`${file}\` has merge-conflict markers (line ${line}): no package manager reads it.`,
      hint: 'Resolve the conflict by running the install again, and commit the result.',
    })
  } else {
    const { reason, line = 1, column } = flaw
    const place = column === undefined ? '' : ` (line ${line}, column ${column})`
    project.report({
      ...common,
      line,
      ...(column === undefined ? {} : { column }),
      message: `\`${file}\` cannot be parsed: ${reason}${place}. A frozen install refuses it.`,
      hint: rewrite,
    })
  }
}

/** Whether a lockfile can be of use; what makes it useless is reported. */
export const checkLockText = (project: Project, file: string, ecosystem: Ecosystem, text: string): boolean => {
  const flaw = lockFlawIn(text)
  if (flaw !== undefined) reportLockFlaw(project, file, ecosystem, flaw)
  return flaw === undefined
}
