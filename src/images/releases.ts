import type { EndOfLife } from './image-facts.js'

/**
 * The day that end-of-life dates are compared with where the caller names none: when this table was last reviewed.
 * A constant, so that the same input gives the same findings on every day.
 */
export const tableDate = '2026-11-21'

interface Release {
  readonly title: string
  readonly date: string
}

const debianSource = 'https://wiki.debian.org/LTS'
const ubuntuSource = 'https://ubuntu.com/about/release-cycle'
const alpineSource = 'https://alpinelinux.org/releases/'

/** Debian's end of LTS by code name. */
const debian: Readonly<Record<string, Release>> = {
  wheezy: { title: 'Debian 7 (wheezy)', date: '2018-05-31' },
  jessie: { title: 'Debian 8 (jessie)', date: '2020-06-30' },
  stretch: { title: 'Debian 9 (stretch)', date: '2022-06-30' },
  buster: { title: 'Debian 10 (buster)', date: '2024-06-30' },
  bullseye: { title: 'Debian 11 (bullseye)', date: '2026-08-31' },
  bookworm: { title: 'Debian 12 (bookworm)', date: '2028-06-30' },
  trixie: { title: 'Debian 13 (trixie)', date: '2030-06-30' },
}

/** Debian's version numbers, as tags of `debian` have them. */
export const debianNumbers: Readonly<Record<string, string>> = {
  '7': 'wheezy',
  '8': 'jessie',
  '9': 'stretch',
  '10': 'buster',
  '11': 'bullseye',
  '12': 'bookworm',
  '13': 'trixie',
}

/** Names of Debian that say no release. */
export const debianRolling: readonly string[] = ['forky', 'sid', 'unstable', 'testing', 'stable', 'oldstable', 'latest']

/** Ubuntu's end of standard support. */
const ubuntu: Readonly<Record<string, Release>> = {
  trusty: { title: 'Ubuntu 14.04', date: '2019-04-30' },
  xenial: { title: 'Ubuntu 16.04', date: '2021-04-30' },
  bionic: { title: 'Ubuntu 18.04', date: '2023-05-31' },
  focal: { title: 'Ubuntu 20.04', date: '2025-05-31' },
  jammy: { title: 'Ubuntu 22.04', date: '2027-05-31' },
  noble: { title: 'Ubuntu 24.04', date: '2029-05-31' },
  plucky: { title: 'Ubuntu 25.04', date: '2026-01-15' },
  questing: { title: 'Ubuntu 25.10', date: '2026-07-31' },
  resolute: { title: 'Ubuntu 26.04', date: '2031-05-31' },
}

/** Ubuntu's version numbers, as tags of `ubuntu` have them. */
export const ubuntuNumbers: Readonly<Record<string, string>> = {
  '14.04': 'trusty',
  '16.04': 'xenial',
  '18.04': 'bionic',
  '20.04': 'focal',
  '22.04': 'jammy',
  '24.04': 'noble',
  '25.04': 'plucky',
  '25.10': 'questing',
  '26.04': 'resolute',
}

/** Alpine's end of support by release. */
const alpine: Readonly<Record<string, string>> = {
  '3.3': '2017-11-01',
  '3.4': '2018-05-01',
  '3.5': '2018-11-01',
  '3.6': '2019-05-01',
  '3.7': '2019-11-01',
  '3.8': '2020-05-01',
  '3.9': '2020-11-01',
  '3.10': '2021-05-01',
  '3.11': '2021-11-01',
  '3.12': '2022-05-01',
  '3.13': '2022-11-01',
  '3.14': '2023-05-01',
  '3.15': '2023-11-01',
  '3.16': '2024-05-23',
  '3.17': '2024-11-22',
  '3.18': '2025-05-09',
  '3.19': '2025-11-01',
  '3.20': '2026-04-01',
  '3.21': '2026-11-01',
  '3.22': '2027-05-01',
  '3.23': '2027-11-01',
}

/** The code names that the tables know. */
export const debianNames: readonly string[] = Object.keys(debian)
export const ubuntuNames: readonly string[] = Object.keys(ubuntu)

/** When a distribution's release gets no more fixes; `undefined` where that is not known. */
export const distributionEndOfLife = (name: string, release: string | undefined): EndOfLife | undefined => {
  if (release === undefined) return undefined
  if (name === 'alpine') {
    const date = alpine[release]
    return date === undefined ? undefined : { subject: `Alpine ${release}`, date, source: alpineSource }
  }
  const found = name === 'debian' ? debian[release] : name === 'ubuntu' ? ubuntu[release] : undefined
  const source = name === 'debian' ? debianSource : ubuntuSource
  return found && { subject: found.title, date: found.date, source }
}
