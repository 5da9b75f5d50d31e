import type { FromInstruction } from '../../model/instruction.js'
import { perDocument } from '../../analysis/document-cache.js'

/** An image as hadolint splits it: nothing is expanded, and only a host with a dot in it may have a port. */
export interface HadolintImage {
  readonly registry?: string
  /** Without the registry, so that `docker.io/build` is the stage `build` for hadolint. */
  readonly name: string
  readonly tag?: string
  readonly digest?: string
}

type Growing = { -readonly [Key in keyof HadolintImage]: HadolintImage[Key] }

const pattern = /^((?:([^/]*\.[^/]*)\/)?(?:\$\{[^}]*\}|[^:@])*)(?::([^@]*))?(?:@(.*))?$/

/** Splits the image of a FROM as hadolint does. */
export const imageForHadolint = (text: string): HadolintImage => {
  const [, path = text, registry, tag, digest] = pattern.exec(text) ?? []
  const image: Growing = { name: registry === undefined ? path : path.slice(registry.length + 1) }
  if (registry !== undefined) image.registry = registry
  if (tag !== undefined) image.tag = tag
  if (digest !== undefined) image.digest = digest
  return image
}

/** The image of a FROM, split once for all rules. */
export const imageOf = perDocument(({ image }: FromInstruction): HadolintImage => imageForHadolint(image))
