import { noAccess, type Access } from './access.js'
import type { Downloader } from './downloads.js'

/**
 * Cargo hands tokens out only when it is told from where they may come, for registries that want one for everything.
 * https://doc.rust-lang.org/cargo/reference/registry-authentication.html
 */
const fromVariables = 'CARGO_REGISTRY_GLOBAL_CREDENTIAL_PROVIDERS=cargo:token'

/** What gives the programs of a step that fetch packages variables which hold secrets. */
export const installSecretsFor = (
  downloads: readonly Downloader[],
  secrets: Readonly<Record<string, string>>,
): Access => {
  if (!downloads.some(({ packages }) => packages)) return noAccess
  const names = Object.keys(secrets).sort()
  const isCargo = downloads.some(({ certificates }) => certificates.includes('CARGO_HTTP_CAINFO'))
  const hasToken = names.some((name) => /^CARGO_REGISTRIES_\w+_TOKEN$/.test(name))
  return {
    mounts: names.map((name) => `type=secret,id=${secrets[name] ?? ''},env=${name},required`),
    variables: isCargo && hasToken ? [fromVariables] : [],
    apt: [],
  }
}
