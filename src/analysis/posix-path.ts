/** What only a path has that is not clean, or that begins or ends in a dot or a slash. */
const unclean = /\/\/|\/\.{0,2}(?:\/|$)|^\.{1,2}(?:\/|$)/

/** Cleans a path as Go's `path.Clean` does: no `.`, no `..` that can be resolved, no double slash; `.` for nothing. */
export const cleanPosix = (path: string): string => {
  if (path !== '' && !unclean.test(path)) return path
  const rooted = path.startsWith('/')
  const parts: string[] = []
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue
    if (part !== '..') parts.push(part)
    else if (parts.length > 0 && parts.at(-1) !== '..') parts.pop()
    else if (!rooted) parts.push('..')
  }
  const joined = parts.join('/')
  return rooted ? `/${joined}` : joined || '.'
}

/** Resolves a path against a directory of the image, as WORKDIR, COPY and mounts do. */
export const resolvePosix = (directory: string, path: string): string => {
  if (path.startsWith('/')) return cleanPosix(path)
  // One slash between them and none doubled: what is clean is seen to be so at once.
  return cleanPosix(directory === '/' ? `/${path}` : `${directory.startsWith('/') ? '' : '/'}${directory}/${path}`)
}

/** Whether `path` is `directory` or below it; both are clean. */
export const isWithin = (path: string, directory: string): boolean =>
  directory === '/' || path === directory || path.startsWith(`${directory}/`)
