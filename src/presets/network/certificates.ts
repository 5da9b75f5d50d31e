import { noAccess, type Access } from './access.js'
import type { Downloader } from './downloads.js'

/** Where Debian, Alpine and what is built on them keep the certificates of the system in one file; children of a program read it, too. */
const bundle = '/etc/ssl/certs/ca-certificates.crt'

/** What `apk` reads before the certificates of the system. https://gitlab.alpinelinux.org/alpine/apk-tools */
const ofApk = '/etc/apk/ca.pem'

/** What makes the programs of a step trust the certificates of a secret. */
export const certificatesFor = (downloads: readonly Downloader[], id: string | undefined): Access => {
  if (id === undefined) return noAccess
  const systems = downloads.flatMap(({ system }) => system ?? [])
  const names = [...new Set(downloads.flatMap(({ certificates }) => certificates))].sort()
  // Installing or upgrading `ca-certificates` writes the file of the system, which a mount on it would forbid.
  const file = systems.length === 0 ? bundle : `/run/secrets/${id}`
  const others = names.length > 0 || downloads.some(({ system }) => system !== 'apk')
  const targets = [...(systems.includes('apk') ? [ofApk] : []), ...(others ? [file] : [])]
  return {
    // A user who is not root has to read it, and it is no secret.
    mounts: targets.map((target) => `type=secret,id=${id},target=${target},required,mode=0444`),
    variables: names.map((name) => `${name}=${file}`),
    apt: systems.includes('apt') ? ['-o', `Acquire::https::CAInfo=${file}`] : [],
  }
}
