import type { FileEntry } from './common-facts.js'
import type { Project } from './project.js'

/** Version control data is no part of a project, and never of a build context. */
const versionControl = new Set(['.git', '.hg', '.svn', '.jj'])

const isVisible = ({ name }: FileEntry): boolean => !versionControl.has(name)

/** The entries of a folder that can be part of a build context, sorted by name. */
export const visibleEntries = (project: Project, folder: string): readonly FileEntry[] => {
  const entries = project.list(folder)
  return entries.every(isVisible) ? entries : entries.filter(isVisible)
}
