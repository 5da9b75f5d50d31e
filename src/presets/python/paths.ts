/** Joins path segments with `/` and resolves `.` and `..`; the result of nothing is `.`. */
export const joinPaths = (...segments: readonly string[]): string => {
  const parts: string[] = []
  for (const part of segments.join('/').split('/')) {
    if (part === '' || part === '.') continue
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop()
    else parts.push(part)
  }
  return parts.join('/') || '.'
}

/** Where the files of a service lie in the build context and in the image. */
export interface Layout {
  /** From the build context to the service. */
  readonly dir: string
  /** From `/app` to the service: `.`, or the member's path in a uv workspace, whose root is `/app`. */
  readonly inApp: string
}

/** A file of the service as a source of COPY or of a bind mount. */
export const source = ({ dir }: Layout, path: string): string => joinPaths(dir, path)

/** The same file relative to `/app`. */
export const target = ({ inApp }: Layout, path: string): string => joinPaths(inApp, path)

/** The service's folder in the image. */
export const home = ({ inApp }: Layout): string => (inApp === '.' ? '/app' : `/app/${inApp}`)
