import { amend } from '../../builders/amend.js'
import type { DockerfileBuilder } from '../../builders/dockerfile.js'
import type { CommonOptions } from '../common-options.js'
import type { Access } from './access.js'
import { certificatesFor } from './certificates.js'
import { giveAccess } from './fetching-steps.js'
import { installSecretsFor } from './install-secrets.js'
import { withMirror } from './mirror.js'

/** The options about a company's network. */
export interface NetworkOptions {
  readonly mirror?: CommonOptions['mirror']
  readonly certificates?: CommonOptions['certificates']
  /** Ids of secrets by the variables that steps which fetch packages have them in. */
  readonly installSecrets?: Readonly<Record<string, string>>
}

const joined = (one: Access, other: Access): Access => ({
  mounts: [...one.mounts, ...other.mounts],
  variables: [...one.variables, ...other.variables],
  apt: [...one.apt, ...other.apt],
})

/** What those options say: where images come from, which certificates are trusted, and with which credentials packages are fetched. */
export const withNetwork = <Names extends string>(
  file: DockerfileBuilder<Names>,
  { mirror, certificates, installSecrets = {} }: NetworkOptions,
): DockerfileBuilder<Names> => {
  if (mirror === undefined && certificates === undefined && Object.keys(installSecrets).length === 0) return file
  return amend(file, (document) => {
    const fetching = giveAccess(document, (downloads) =>
      joined(installSecretsFor(downloads, installSecrets), certificatesFor(downloads, certificates)),
    )
    return mirror === undefined ? fetching : withMirror(fetching, mirror)
  })
}
