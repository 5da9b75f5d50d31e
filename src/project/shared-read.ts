import type { Problem } from './common-facts.js'
import { joinPath } from './path.js'
import { openProject, type Project } from './project.js'
import type { ProjectCache } from './project-cache.js'

/** What was read of a folder once for all. */
export interface SharedRead<Value> {
  readonly value: Value
  /** Reports to the service what is wrong there; to be called when the value is settled. */
  tell(isWanted?: (problem: Problem) => boolean): void
}

/**
 * Makes a reader whose answer for a folder is shared by all services of a cache. It gets the folder opened as a project of its
 * own; what it reports there is told to each service that asks, with paths from that service.
 */
export const sharedRead = <Value>(
  read: (project: Project) => Value,
): ((project: Project, folder: string) => SharedRead<Value>) => {
  const known = new WeakMap<ProjectCache, Map<string, { readonly value: Value; readonly at: Project }>>()
  return (project, folder) => {
    const { cache } = project
    const values = known.get(cache) ?? new Map<string, { readonly value: Value; readonly at: Project }>()
    known.set(cache, values)
    const full = joinPath(project.base, folder)
    const found = values.get(full)
    const at = found?.at ?? openProject(cache.source, full, [], cache)
    const value = found === undefined ? read(at) : found.value
    if (found === undefined) values.set(full, { value, at })
    return {
      value,
      tell: (isWanted = () => true) => {
        for (const problem of at.problems) {
          if (isWanted(problem)) project.report({ ...problem, file: joinPath(folder, problem.file) })
        }
      },
    }
  }
}
