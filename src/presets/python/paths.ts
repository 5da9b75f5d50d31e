import { joinPaths } from '../join-paths.js'

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
