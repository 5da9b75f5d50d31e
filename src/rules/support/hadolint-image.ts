/** An image as hadolint splits it: nothing is expanded, and only a host with a dot in it may have a port. */
export interface HadolintImage {
  readonly registry?: string
  /** Without the registry, so that `docker.io/build` is the stage `build` for hadolint. */
  readonly name: string
  readonly tag?: string
  readonly digest?: string
}

const pattern = /^((?:([^/]*\.[^/]*)\/)?(?:\$\{[^}]*\}|[^:@])*)(?::([^@]*))?(?:@(.*))?$/

/** Splits the image of a FROM as hadolint does. */
export const imageForHadolint = (text: string): HadolintImage => {
  const [, path = text, registry, tag, digest] = pattern.exec(text) ?? []
  return {
    name: registry === undefined ? path : path.slice(registry.length + 1),
    ...(registry === undefined ? {} : { registry }),
    ...(tag === undefined ? {} : { tag }),
    ...(digest === undefined ? {} : { digest }),
  }
}
