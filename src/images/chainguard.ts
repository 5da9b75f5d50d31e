import { root, shelllessFacts } from './distribution-facts.js'
import type { ImageFacts, KnownUser } from './image-facts.js'

const nonroot: KnownUser = { name: 'nonroot', uid: 65532 }

/**
 * What is known of `cgr.dev/chainguard/<image>`: the bases are certain; of the language images only the `-dev` tags
 * promise a shell and apk, so the others are left unknown.
 */
export const chainguardFacts = (tag: string, image: string): Omit<ImageFacts, 'name'> | undefined => {
  const dev = tag.endsWith('-dev')
  const bare = shelllessFacts('none', [root, nonroot])
  const withShell = {
    ...bare,
    distribution: { name: 'wolfi' as const },
    libc: 'glibc' as const,
    shells: ['/bin/sh'],
    packageManagers: ['apk' as const],
    usersComplete: false,
    tools: { apk: true, 'apt-get': false },
  }
  if (image === 'static' && !dev) return { ...bare, distribution: { name: 'wolfi' }, user: nonroot }
  if (image === 'glibc-dynamic' && !dev)
    return { ...bare, distribution: { name: 'wolfi' }, libc: 'glibc', user: nonroot }
  if (image === 'wolfi-base') return withShell
  return undefined
}
