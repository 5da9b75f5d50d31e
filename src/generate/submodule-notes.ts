import { join, resolve } from 'node:path'
import { look } from '../disk/journal.js'
import { isInside, pathFrom } from './paths.js'
import type { GenerateOutcome } from './result.js'

/** More than any `.gitmodules` holds. */
const mostText = 1024 * 1024

const unquoted = (value: string): string => (/^".*"$/.test(value) ? value.slice(1, -1).replace(/\\(.)/g, '$1') : value)

const isEmpty = (folder: string): boolean => {
  const read = look.folder(folder)
  return read.kind === 'entries' && read.entries.length === 0 && read.isPart !== true
}

/** The folders of a repository, absolute, that git left empty since their submodules are not checked out. */
const notCheckedOut = (root: string): readonly string[] => {
  const read = look.start(join(root, '.gitmodules'), mostText)
  if (read.kind !== 'text') return []
  return [...read.text.matchAll(/^[ \t]*path[ \t]*=[ \t]*(.*)$/gm)]
    .map(([, path = '']) => join(root, unquoted(path.trim())))
    .filter((folder) => folder !== root && isInside(root, folder) && isEmpty(folder))
}

const named = 3

const noteOf = (paths: readonly string[]): string => {
  const [first = ''] = paths
  if (paths.length === 1) {
    return `\`${first}\` is a git submodule that is not checked out, so nothing in it was seen. \`git submodule update --init\` brings it.`
  }
  const more = paths.length > named ? `, and ${paths.length - named} more` : ''
  const list = paths.slice(0, named).map((path) => `\`${path}\``)
  return `${paths.length} git submodules are not checked out, so nothing in them was seen: ${list.join(', ')}${more}. \`git submodule update --init\` brings them.`
}

/**
 * Notes submodules that are not checked out, where a file is not what it was or something failed: the workspace without their folders
 * may be why. Only those in the build contexts of such files count; of what failed early the context is not known.
 */
export const submoduleNotes = (
  { results, failures }: Pick<GenerateOutcome, 'results' | 'failures'>,
  root: string,
  cwd: string,
): readonly string[] => {
  const changed = results.filter(({ status }) => status !== 'unchanged')
  if (changed.length + failures.length === 0) return []
  const empty = notCheckedOut(root)
  if (empty.length === 0) return []
  const isAnywhere = changed.length === 0 || changed.some(({ context }) => context === undefined)
  const contexts = [
    ...new Set(changed.flatMap(({ context }) => (context === undefined ? [] : [resolve(cwd, context)]))),
  ]
  const found = isAnywhere ? empty : empty.filter((folder) => contexts.some((context) => isInside(context, folder)))
  return found.length === 0 ? [] : [noteOf(found.map((folder) => pathFrom(cwd, folder)))]
}
