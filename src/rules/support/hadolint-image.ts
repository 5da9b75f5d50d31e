/** An image as hadolint splits it: nothing is expanded, and only a host with a dot in it may have a port. */
export interface HadolintImage {
  readonly registry?: string
  /** With the registry in front, where there is one. */
  readonly name: string
  readonly tag?: string
  readonly digest?: string
}

const pattern = /^((?:([^/]*\.[^/]*)\/)?(?:\$\{[^}]*\}|[^:@])*)(?::([^@]*))?(?:@(.*))?$/

/** Splits the image of a FROM as hadolint does. */
export const imageForHadolint = (text: string): HadolintImage => {
  const [, name = text, registry, tag, digest] = pattern.exec(text) ?? []
  return {
    name,
    ...(registry === undefined ? {} : { registry }),
    ...(tag === undefined ? {} : { tag }),
    ...(digest === undefined ? {} : { digest }),
  }
}
