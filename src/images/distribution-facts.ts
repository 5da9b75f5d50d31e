import type { Distribution, ImageFacts, KnownUser } from './image-facts.js'
import { distributionEndOfLife } from './releases.js'

/** The user with all rights, which every image has even without an /etc/passwd. */
export const root: KnownUser = { name: 'root', uid: 0 }

const user = (name: string, uid: number): KnownUser => ({ name, uid })

/** PATH of images that set nothing of their own. */
export const defaultPath = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'

// base-passwd of Debian; `gnats` and the uid of `_apt` differ between releases and are left out.
const debianUsers: readonly KnownUser[] = [
  root,
  user('daemon', 1),
  user('bin', 2),
  user('sys', 3),
  user('sync', 4),
  user('games', 5),
  user('man', 6),
  user('lp', 7),
  user('mail', 8),
  user('news', 9),
  user('uucp', 10),
  user('proxy', 13),
  user('www-data', 33),
  user('backup', 34),
  user('list', 38),
  user('irc', 39),
  user('nobody', 65534),
]

// alpine-baselayout
const alpineUsers: readonly KnownUser[] = [
  root,
  user('bin', 1),
  user('daemon', 2),
  user('lp', 4),
  user('sync', 5),
  user('shutdown', 6),
  user('halt', 7),
  user('mail', 8),
  user('news', 9),
  user('uucp', 10),
  user('ftp', 21),
  user('sshd', 22),
  user('games', 35),
  user('ntp', 123),
  user('guest', 405),
  user('nobody', 65534),
]

/** How much of Debian an image holds: `slim`, or the layers of buildpack-deps on top of it. */
export type DebianVariant = 'slim' | 'curl' | 'scm' | 'full'

const absent = {
  apk: false,
  dnf: false,
  yum: false,
  sudo: false,
  pnpm: false,
  npm: false,
  yarn: false,
  uv: false,
} as const

const aptTools = (variant: DebianVariant) => ({
  ...absent,
  'apt-get': true,
  apt: true,
  bash: true,
  curl: variant !== 'slim',
  wget: variant !== 'slim',
  git: variant === 'scm' || variant === 'full',
  gcc: variant === 'full',
  'g++': variant === 'full',
  make: variant === 'full',
  nc: false,
})

type Base = Omit<ImageFacts, 'name'>

const withEndOfLife = (distribution: Distribution) => {
  const end = distributionEndOfLife(distribution.name, distribution.release)
  return end === undefined ? [] : [end]
}

const distributionOf = (name: Distribution['name'], release: string | undefined): Distribution =>
  release === undefined ? { name } : { name, release }

/** An image made of Debian. */
export const debianFacts = (release: string | undefined, variant: DebianVariant): Base => {
  const distribution = distributionOf('debian', release)
  return {
    distribution,
    libc: 'glibc',
    shells: ['/bin/sh', '/bin/bash', '/bin/dash'],
    packageManagers: ['apt-get'],
    user: root,
    users: debianUsers,
    usersComplete: false,
    entrypoint: [],
    tools: aptTools(variant),
    env: { PATH: defaultPath },
    workdir: '/',
    endOfLife: withEndOfLife(distribution),
  }
}

const ubuntuWithOwnUser = ['noble', 'plucky', 'questing', 'resolute']

/** An image made of Ubuntu; since 24.04 it has a user `ubuntu` with the uid 1000. */
export const ubuntuFacts = (release: string | undefined, variant: DebianVariant): Base => {
  const distribution = distributionOf('ubuntu', release)
  const hasUser = release !== undefined && ubuntuWithOwnUser.includes(release)
  return {
    ...debianFacts(undefined, variant),
    distribution,
    users: hasUser ? [...debianUsers, user('ubuntu', 1000)] : debianUsers,
    endOfLife: withEndOfLife(distribution),
  }
}

/** An image made of Alpine: musl, and BusyBox for a shell and wget. */
export const alpineFacts = (release: string | undefined): Base => {
  const distribution = distributionOf('alpine', release)
  return {
    distribution,
    libc: 'musl',
    shells: ['/bin/sh', '/bin/ash'],
    packageManagers: ['apk'],
    user: root,
    users: alpineUsers,
    usersComplete: false,
    entrypoint: [],
    tools: {
      ...absent,
      apk: true,
      'apt-get': false,
      apt: false,
      bash: false,
      curl: false,
      wget: true,
      nc: true,
      git: false,
      gcc: false,
      'g++': false,
      make: false,
    },
    env: { PATH: defaultPath },
    workdir: '/',
    endOfLife: withEndOfLife(distribution),
  }
}

const nothing = [
  'sh',
  'bash',
  'apt-get',
  'apt',
  'apk',
  'dnf',
  'yum',
  'curl',
  'wget',
  'nc',
  'git',
  'gcc',
  'g++',
  'make',
  'sudo',
  'npm',
  'pnpm',
  'yarn',
  'uv',
  'pip',
  'pip3',
]

/** An image without shell and package manager. */
export const shelllessFacts = (libc: ImageFacts['libc'], users: readonly KnownUser[]): Base => ({
  distribution: { name: 'none' },
  libc,
  shells: [],
  packageManagers: [],
  user: root,
  users,
  usersComplete: true,
  entrypoint: [],
  tools: Object.fromEntries(nothing.map((tool) => [tool, false])),
  env: { PATH: defaultPath },
  workdir: '/',
  endOfLife: [],
})
