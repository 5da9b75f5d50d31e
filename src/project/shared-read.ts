import type { Problem } from './common-facts.js'
import { joinPath, relativePath } from './path.js'
import { openProject, type Project } from './project.js'
import { listing, projectCache, type ProjectCache } from './project-cache.js'

/** What was read of a folder once for all. */
export interface SharedRead<Value> {
  readonly value: Value
  /** Whether nothing is wrong there; to be asked when the value is settled. */
  isSound(): boolean
  /** Reports to the service what is wrong there; to be called when the value is settled. */
  tell(isWanted?: (problem: Problem) => boolean): void
}

/** Opens a folder above services. It may have thousands of entries, and so is listed once for all that is read there. */
const openAbove = (cache: ProjectCache, full: string, problems: Problem[]): Project => {
  const own = projectCache(cache.source)
  own.folders.set(full, listing(cache, full))
  return openProject(cache.source, full, problems, cache, own)
}

/** What a map has for a key, made where it has none. */
const entryOf = <Key, Value>(
  map: { get(key: Key): Value | undefined; set(key: Key, value: Value): unknown },
  key: Key,
  make: () => Value,
): Value => {
  const known = map.get(key)
  if (known !== undefined) return known
  const made = make()
  map.set(key, made)
  return made
}

interface Known<Value> {
  readonly value: Value
  readonly problems: Problem[]
}

/**
 * Makes a reader whose answer for a folder is shared by all services of a cache. It gets the folder opened as a project of its
 * own; what it reports there is told to each service that asks, with paths from that service.
 */
export const sharedRead = <Value>(
  read: (project: Project) => Value,
): ((project: Project, folder: string) => SharedRead<Value>) => {
  const known = new WeakMap<ProjectCache, Map<string, Known<Value>>>()
  return (project, folder) => {
    const { cache } = project
    const values = entryOf(known, cache, () => new Map<string, Known<Value>>())
    const full = project.at(folder)
    const { value, problems } = entryOf(values, full, (): Known<Value> => {
      const problems: Problem[] = []
      // Only the answer stays, not the project with all that was looked at.
      return { value: read(openAbove(cache, full, problems)), problems }
    })
    return {
      value,
      isSound: () => problems.length === 0,
      tell: (isWanted = () => true) => {
        for (const problem of problems) {
          if (!isWanted(problem)) continue
          project.report({ ...problem, file: relativePath(project.base, joinPath(full, problem.file)) })
        }
      },
    }
  }
}

/** Makes a function that places what folders above say, once for all services that see the folder by the same way. */
export const placedOnce = <Value extends object>(
  place: (value: Value, folder: string) => Value,
): ((value: Value, folder: string) => Value) => {
  const known = new WeakMap<Value, Map<string, Value>>()
  return (value, folder) => {
    const ways = entryOf(known, value, () => new Map<string, Value>())
    return entryOf(ways, folder, () => place(value, folder))
  }
}

/**
 * Makes a reader of what one of the folders of a service says, its own or one above. What folders above say is read once for all
 * services, and placed once for those that see the folder by the same way; where something is wrong with it, each service reads and
 * reports it for itself.
 */
export const readFolder = <Value extends object>(
  /** Answers at once: a promise would settle after its problems are asked for. */
  read: (project: Project, folder: string) => Value,
  /** Makes paths that are relative to the folder relative to the service. */
  place: (value: Value, folder: string) => Value,
): ((project: Project, folder: string) => Value) => {
  const above = sharedRead((project) => read(project, '.'))
  const placed = placedOnce(place)
  return (project, folder) => {
    const shared = folder === '.' ? undefined : above(project, folder)
    return shared?.isSound() === true ? placed(shared.value, folder) : read(project, folder)
  }
}
