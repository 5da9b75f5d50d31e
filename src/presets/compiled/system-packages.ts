import { apkAdd, aptInstall, type StageStep } from '../../builders/steps/packages.js'
import { imageFacts } from '../../images/index.js'
import type { NativeNeed } from '../../project/facts.js'

/** Which tools install packages in an image; images that we do not know are taken for Debian's. */
export const packageManagerOf = (image: string): 'apt' | 'apk' =>
  imageFacts(image)?.packageManagers.includes('apk') === true ? 'apk' : 'apt'

/** What official images bring, among the packages that builds ask for; from their Dockerfiles. */
const brought: readonly (readonly [RegExp, readonly string[]])[] = [
  // https://github.com/docker-library/golang/blob/master/Dockerfile-linux.template
  [/^golang:[\d.]+-(?:trixie|bookworm)$/, ['g++', 'gcc', 'libc6-dev', 'make', 'pkg-config']],
  // https://github.com/rust-lang/docker-rust
  [/^rust:[\d.]+-slim-(?:trixie|bookworm)$/, ['gcc', 'libc6-dev']],
  [/^rust:[\d.]+-alpine/, ['gcc', 'musl-dev']],
]

const unique = (names: readonly string[]): readonly string[] => [...new Set(names)].sort()

/** The packages that a build in an image needs beyond what the image has. */
export const missingBuildPackages = (needs: readonly NativeNeed[], image: string): readonly string[] => {
  const manager = packageManagerOf(image)
  const there = brought.find(([pattern]) => pattern.test(image))?.[1] ?? []
  return unique(needs.flatMap(({ debian, alpine }) => (manager === 'apk' ? alpine.build : debian.build))).filter(
    (name) => !there.includes(name),
  )
}

/** The packages that the program loads when it runs. */
export const runtimePackages = (needs: readonly NativeNeed[], manager: 'apt' | 'apk'): readonly string[] =>
  unique(needs.flatMap(({ debian, alpine }) => (manager === 'apk' ? alpine.runtime : debian.runtime)))

/** Installs packages with the image's own tool; nothing to install gives the stage back as it is. */
export const installPackages = (packages: readonly string[], manager: 'apt' | 'apk'): StageStep =>
  packages.length === 0 ? (stage) => stage : manager === 'apk' ? apkAdd(packages) : aptInstall(packages)
