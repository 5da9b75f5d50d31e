import type { DebianVariant } from './distribution-facts.js'
import { alpineFacts, debianFacts, ubuntuFacts } from './distribution-facts.js'
import type { ImageFacts } from './image-facts.js'
import { debianNames, debianRolling, ubuntuNames } from './releases.js'

/** The parts of an official image's tag: `3.14-slim-trixie`. */
export interface Tag {
  /** `3.14`; absent for `latest`, `lts`, `slim`. */
  readonly version?: string
  /** `trixie`, `alpine3.23`, `noble`; absent where the tag does not say it. */
  readonly suite?: string
  /** The other words, in order: `slim`, `fpm`, `jre`. */
  readonly words: readonly string[]
}

const versionPattern = /^v?(\d+(?:\.\d+)*)(?:[a-z]+\d*)?$/
const suitePattern = new RegExp(
  `^(?:${[...debianNames, ...ubuntuNames, 'forky', 'sid'].join('|')}|alpine(?:\\d+\\.\\d+)?)$`,
)
const versionless = ['latest', 'lts', 'current', 'stable', 'mainline', 'nightly']

/** Splits a tag into version, suite and other words. */
export const parseTag = (tag: string): Tag => {
  const parts = tag.split('-')
  const version = versionPattern.exec(parts[0] ?? '')?.[1]
  const rest = version !== undefined || versionless.includes(parts[0] ?? '') ? parts.slice(1) : parts
  const suite = rest.find((part) => suitePattern.test(part))
  return {
    ...(version === undefined ? {} : { version }),
    ...(suite === undefined ? {} : { suite }),
    words: rest.filter((part) => part !== suite),
  }
}

const hasRelease = (suite: string) => !debianRolling.includes(suite)

/**
 * The distribution below an official image: what its suite says, else the given default family without a release,
 * since what an unsuffixed tag is made of moves.
 */
export const suiteFacts = (
  suite: string | undefined,
  variant: DebianVariant,
  fallback: 'debian' | 'ubuntu' = 'debian',
): Omit<ImageFacts, 'name'> => {
  if (suite?.startsWith('alpine')) return alpineFacts(suite.slice('alpine'.length) || undefined)
  if (suite !== undefined && ubuntuNames.includes(suite)) return ubuntuFacts(suite, variant)
  if (suite !== undefined) return debianFacts(hasRelease(suite) ? suite : undefined, variant)
  return fallback === 'ubuntu' ? ubuntuFacts(undefined, variant) : debianFacts(undefined, variant)
}
