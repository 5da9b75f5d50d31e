import { GenDockerfileError } from '../model/error.js'
import { type Json, textOf } from './json-text.js'

/** What an image runs on. */
export interface Platform {
  readonly os: string
  readonly architecture: string
  readonly variant?: string
}

const architectures: Readonly<Record<string, string>> = {
  x64: 'amd64',
  ia32: '386',
  arm64: 'arm64',
  arm: 'arm',
  ppc64: 'ppc64le',
  riscv64: 'riscv64',
  s390x: 's390x',
  loong64: 'loong64',
}

/** The platform of containers on this machine. */
export const hostPlatform = (): Platform => ({
  os: 'linux',
  architecture: architectures[process.arch] ?? process.arch,
})

/**
 * A platform as Docker writes it.
 *
 * @example
 * ```ts
 * showPlatform({ os: 'linux', architecture: 'arm', variant: 'v7' }) // 'linux/arm/v7'
 * ```
 */
export const showPlatform = ({ os, architecture, variant }: Platform): string =>
  [os, architecture, ...(variant === undefined ? [] : [variant])].join('/')

/**
 * Reads what {@link showPlatform} writes.
 *
 * @throws GenDockerfileError `invalid-option`
 */
export const parsePlatform = (text: string): Platform => {
  const [, os, architecture, variant] = /^([a-z]+)\/([a-z0-9]+)(?:\/([a-z0-9.]+))?$/.exec(text) ?? []
  if (os !== undefined && architecture !== undefined) {
    return { os, architecture, ...(variant === undefined ? {} : { variant }) }
  }
  throw new GenDockerfileError({
    code: 'invalid-option',
    message: `\`--platform\` takes a platform, not \`${text}\`.`,
    hint: 'Write `linux/amd64`, `linux/arm64` or `linux/arm/v7`.',
  })
}

/** The platform that a descriptor or a configuration names. */
export const platformIn = (value: Json | undefined): Platform | undefined => {
  const [os, architecture, variant] = ['os', 'architecture', 'variant'].map((name) => textOf(value, name))
  if (os === undefined || architecture === undefined) return undefined
  return { os, architecture, ...(variant === undefined || variant === '' ? {} : { variant }) }
}

/** Whether a platform is the one that is wanted; a variant counts only where one is wanted. */
export const isPlatform = (given: Platform, wanted: Platform): boolean =>
  given.os === wanted.os &&
  given.architecture === wanted.architecture &&
  (wanted.variant === undefined || (given.variant ?? (given.architecture === 'arm64' ? 'v8' : '')) === wanted.variant)
