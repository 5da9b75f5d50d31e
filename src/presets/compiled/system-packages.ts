import { apkAdd, aptInstall, type StageStep } from '../../builders/steps/packages.js'
import { imageFacts } from '../../images/index.js'
import type { NativeNeed } from '../../project/facts.js'

/** Which tools install packages in an image; images that we do not know are taken for Debian's. */
export const packageManagerOf = (image: string): 'apt' | 'apk' =>
  imageFacts(image)?.packageManagers.includes('apk') === true ? 'apk' : 'apt'

// https://github.com/docker-library/golang/blob/master/Dockerfile-linux.template
const golang = ['g++', 'gcc', 'libc6-dev', 'make', 'pkg-config']

// https://github.com/docker-library/buildpack-deps/blob/master/debian/trixie/Dockerfile; libglib2.0-dev brings pkg-config.
const buildpack = [
  ...golang,
  'default-libmysqlclient-dev',
  'libbz2-dev',
  'libcurl4-openssl-dev',
  'libffi-dev',
  'libgmp-dev',
  'libjpeg-dev',
  'libkrb5-dev',
  'liblzma-dev',
  'libmagickcore-dev',
  'libmagickwand-dev',
  'libmaxminddb-dev',
  'libpng-dev',
  'libpq-dev',
  'libreadline-dev',
  'libsqlite3-dev',
  'libssl-dev',
  'libwebp-dev',
  'libxml2-dev',
  'libxslt-dev',
  'perl',
  'zlib1g-dev',
]

/** What the full Debian variants of the official images bring, among what builds ask for. */
const broughtByDebian: Readonly<Record<string, readonly string[]>> = { golang, rust: buildpack }

// https://github.com/rust-lang/docker-rust/blob/master/Dockerfile-alpine.template
const broughtByAlpine: Readonly<Record<string, readonly string[]>> = { rust: ['gcc', 'musl-dev'] }

const unique = (names: readonly string[]): readonly string[] => [...new Set(names)].sort()

/** The packages that a build in an image needs beyond what the image has. */
export const missingBuildPackages = (needs: readonly NativeNeed[], image: string): readonly string[] => {
  const manager = packageManagerOf(image)
  const name = /^(\w+):/.exec(image)?.[1] ?? ''
  const brought =
    manager === 'apk' ? broughtByAlpine[name] : image.includes('-slim') ? undefined : broughtByDebian[name]
  return unique(needs.flatMap(({ debian, alpine }) => (manager === 'apk' ? alpine.build : debian.build))).filter(
    (each) => brought?.includes(each) !== true,
  )
}

/** The packages that the program loads when it runs. */
export const runtimePackages = (needs: readonly NativeNeed[], manager: 'apt' | 'apk'): readonly string[] =>
  unique(needs.flatMap(({ debian, alpine }) => (manager === 'apk' ? alpine.runtime : debian.runtime)))

/** Installs packages with the image's own tool; nothing to install gives the stage back as it is. */
export const installPackages = (packages: readonly string[], manager: 'apt' | 'apk'): StageStep =>
  packages.length === 0 ? (stage) => stage : manager === 'apk' ? apkAdd(packages) : aptInstall(packages)
