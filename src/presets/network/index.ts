import { amend } from '../../builders/amend.js'
import type { DockerfileBuilder } from '../../builders/dockerfile.js'
import type { CommonOptions } from '../common-options.js'
import { withCertificates } from './certificates.js'
import { withInstallSecrets } from './install-secrets.js'
import { withMirror } from './mirror.js'

/** The options about a company's network. */
export interface NetworkOptions {
  readonly mirror?: CommonOptions['mirror']
  readonly certificates?: CommonOptions['certificates']
  /** Ids of secrets by the variables that steps which fetch packages have them in. */
  readonly installSecrets?: Readonly<Record<string, string>>
}

/** What those options say: where images come from, which certificates are trusted, and with which credentials packages are fetched. */
export const withNetwork = <Names extends string>(
  file: DockerfileBuilder<Names>,
  { mirror, certificates, installSecrets = {} }: NetworkOptions,
): DockerfileBuilder<Names> => {
  if (mirror === undefined && certificates === undefined && Object.keys(installSecrets).length === 0) return file
  return amend(file, (document) => {
    const fetching = withInstallSecrets(document, installSecrets)
    const trusting = certificates === undefined ? fetching : withCertificates(fetching, certificates)
    return mirror === undefined ? trusting : withMirror(trusting, mirror)
  })
}
