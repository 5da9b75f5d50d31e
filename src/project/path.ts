/** Whether a path is as `joinPath` would write it and goes down only. Most are, and there are millions of them in a large repository. */
const isPlain = (path: string): boolean => {
  const [dot, slash] = [46, 47]
  let start = 0
  for (let index = 0; index <= path.length; index++) {
    if (index < path.length && path.charCodeAt(index) !== slash) continue
    const length = index - start
    if (length === 0 || (length === 1 && path.charCodeAt(start) === dot)) return false
    if (length === 2 && path.charCodeAt(start) === dot && path.charCodeAt(start + 1) === dot) return false
    start = index + 1
  }
  return true
}

/** Whether a path leads up and nowhere else: `../..`, as from services to the root of their workspace. */
const isUp = (path: string): boolean => {
  if (path.length % 3 !== 2) return false
  for (let index = 0; index < path.length; index++) if (path[index] !== (index % 3 === 2 ? '/' : '.')) return false
  return true
}

/**
 * Joins and normalises paths with `/`: `joinPath('apps/api', '../../go.work')` is `go.work`, nothing is `.`.
 * A path may leave its start (`../x`); absolute paths are taken as relative.
 */
export const joinPath = (...paths: readonly string[]): string => {
  const [first = '', second] = paths
  if (paths.length === 1 && (first === '.' || isPlain(first))) return first
  if (paths.length === 2 && second !== undefined) {
    if (first === '.' && isPlain(second)) return second
    if (isPlain(first)) {
      if (second === '.') return first
      if (isPlain(second)) return `${first}/${second}`
    }
    if (isUp(first) && isPlain(second)) return `${first}/${second}`
  }
  const result: string[] = []
  for (const part of paths.join('/').split('/')) {
    if (part === '' || part === '.') continue
    if (part === '..' && result.length > 0 && result.at(-1) !== '..') result.pop()
    else result.push(part)
  }
  return result.length === 0 ? '.' : result.join('/')
}

/** The folder of a path: `src/app` for `src/app/main.py`, `.` for a bare name. */
export const parentPath = (path: string): string => {
  if (path === '.' || !isPlain(path)) return joinPath(path, '..')
  const slash = path.lastIndexOf('/')
  return slash === -1 ? '.' : path.slice(0, slash)
}

/** The last part of a path. */
export const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1)

/** The path from one folder to another, both relative to the same root: from `apps/api` to `.` it is `../..`. */
export const relativePath = (from: string, to: string): string => {
  const start = joinPath(from)
    .split('/')
    .filter((part) => part !== '.')
  const end = joinPath(to)
    .split('/')
    .filter((part) => part !== '.')
  let common = 0
  while (common < start.length && common < end.length && start[common] === end[common]) common++
  return joinPath(...start.slice(common).map(() => '..'), ...end.slice(common))
}

/** Whether a path leaves the folder that it is relative to. */
export const leaves = (path: string): boolean => {
  if (path.startsWith('../')) return true
  const clean = joinPath(path)
  return clean === '..' || clean.startsWith('../')
}
