import { amend } from '../../builders/amend.js'
import type { DockerfileBuilder } from '../../builders/dockerfile.js'
import type { CommonOptions } from '../common-options.js'
import { withCertificates } from './certificates.js'
import { withMirror } from './mirror.js'

/** What the options about a company's network say: where images come from, and which certificates are trusted. */
export const withNetwork = <Names extends string>(
  file: DockerfileBuilder<Names>,
  { mirror, certificates }: Pick<CommonOptions, 'mirror' | 'certificates'>,
): DockerfileBuilder<Names> => {
  if (mirror === undefined && certificates === undefined) return file
  return amend(file, (document) => {
    const trusting = certificates === undefined ? document : withCertificates(document, certificates)
    return mirror === undefined ? trusting : withMirror(trusting, mirror)
  })
}
