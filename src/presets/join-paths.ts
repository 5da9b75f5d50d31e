/** Joins paths with `/` and resolves `.` and `..`; a path may leave its start: `joinPaths('a', '../../b')` is `../b`. */
export const joinPaths = (...paths: readonly string[]): string => {
  const result: string[] = []
  for (const part of paths.join('/').split('/')) {
    if (part === '' || part === '.') continue
    if (part === '..' && result.length > 0 && result.at(-1) !== '..') result.pop()
    else result.push(part)
  }
  return result.length === 0 ? '.' : result.join('/')
}
