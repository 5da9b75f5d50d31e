import { joinPath } from '../path.js'
import type { Project } from '../project.js'
import { readFolder } from '../shared-read.js'
import { sortedUnique } from '../value.js'

/** A line that says how to log in to a registry, in `.npmrc` or `.yarnrc.yml`; not one that is a comment. */
const login = /^(?![ \t]*[#;]).*(?:_auth(?:Token)?|_password|username|npmAuthToken|npmAuthIdent)["']?\s*[=:].*$/gm

/** `${NPM_TOKEN}`, `${NPM_TOKEN-}` with a default, `${NPM_TOKEN?}` of npm. */
const variable = /\$\{([A-Za-z_]\w*)(?::?[-?][^}]*)?\}/g

const variablesIn = readFolder(
  (project, folder) => {
    const namesOf = (file: string): readonly string[] => {
      const path = joinPath(folder, file)
      const lines = project.has(path, 'file') ? [...(project.text(path) ?? '').matchAll(login)] : []
      return lines.flatMap(([line]) => [...line.matchAll(variable)].map(([, name = '']) => name))
    }
    return { '.npmrc': namesOf('.npmrc'), '.yarnrc.yml': namesOf('.yarnrc.yml') }
  },
  (found) => found,
)

/** The environment variables that an install takes credentials from: `NPM_TOKEN`. */
export const readRegistryVariables = (
  project: Project,
  folders: readonly string[],
  file: '.npmrc' | '.yarnrc.yml',
): readonly string[] => sortedUnique(folders.flatMap((folder) => variablesIn(project, folder)[file]))
