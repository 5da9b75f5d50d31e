import { remember } from '../../model/remember.js'
import { parseImageReference } from '../../model/image-reference.js'

/** What the image of a `# syntax` line is. */
export interface Frontend {
  readonly registry: string
  /** `docker/dockerfile` */
  readonly repository: string
  readonly tag: string | undefined
  readonly hasDigest: boolean
  /** Major and minor version as far as the tag says them; absent for tags that move or say something else. */
  readonly version?: { readonly major: number; readonly minor?: number }
  readonly labs: boolean
}

/**
 * Reads the image of a `# syntax` line; `undefined` for one that is not a Dockerfile frontend by its name.
 *
 * @example
 * ```ts
 * frontendOf('docker/dockerfile:1.7-labs') // { version: { major: 1, minor: 7 }, labs: true, … }
 * ```
 */
export const frontendOf = (syntax: string | undefined): Frontend | undefined =>
  syntax === undefined ? undefined : readFrontend(syntax)

/** All files of a repository name the same one or two. */
const readFrontend = remember((syntax: string): Frontend | undefined => {
  // What follows the image is given to the frontend.
  const image = parseImageReference(syntax.trim().split(/\s+/)[0] ?? '')
  if (image === undefined || !/(?:^|\/)dockerfile(?:-upstream)?$/.test(image.repository)) return undefined
  const [, major, minor] = /^v?(\d+)(?:\.(\d+))?(?:\.\d+)?(?:-labs)?$/.exec(image.tag ?? '') ?? []
  return {
    registry: image.registry,
    repository: image.repository,
    tag: image.tag,
    hasDigest: image.digest !== undefined,
    labs: image.tag?.includes('labs') === true,
    ...(major === undefined
      ? {}
      : { version: { major: Number(major), ...(minor === undefined ? {} : { minor: Number(minor) }) } }),
  }
})
