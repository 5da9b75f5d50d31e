import { defaultPath, root, shelllessFacts } from './distribution-facts.js'
import type { EndOfLife, ImageFacts, KnownUser } from './image-facts.js'

// https://github.com/GoogleContainerTools/distroless/blob/main/common/variables.bzl
const users: readonly KnownUser[] = [root, { name: 'nobody', uid: 65534 }, { name: 'nonroot', uid: 65532 }]

const source = 'https://github.com/GoogleContainerTools/distroless/blob/main/SUPPORT_POLICY.md'

/** Debian releases and, by kind of image, when the project stops to build on them. */
const ends: Readonly<Record<string, { readonly base: string; readonly language: string; readonly python: string }>> = {
  '10': { base: '2022-08-14', language: '2021-11-14', python: '2021-11-14' },
  '11': { base: '2024-06-10', language: '2023-09-10', python: '2023-09-10' },
  '12': { base: '2026-09-30', language: '2026-01-31', python: '2026-04-30' },
}

const names: Readonly<Record<string, string>> = { '10': 'buster', '11': 'bullseye', '12': 'bookworm', '13': 'trixie' }
const entrypoints: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^nodejs\d*$/, ['/nodejs/bin/node']],
  [/^python3$/, ['/usr/bin/python3']],
  [/^java\d+$/, ['/usr/bin/java', '-jar']],
]
const kinds = /^(static|base|base-nossl|cc|python3|nodejs\d*|java-base|java\d+)(?:-debian(\d+))?$/
const tags = /^(?:latest|nonroot|debug|debug-nonroot)(?:-(?:amd64|arm64|arm|s390x|ppc64le|riscv64))?$/

const endOf = (kind: string, debian: string | undefined): readonly EndOfLife[] => {
  const end = debian === undefined ? undefined : ends[debian]
  if (end === undefined) return []
  const date = kind === 'python3' ? end.python : /^(?:node|java)/.test(kind) ? end.language : end.base
  return [{ subject: `Distroless on Debian ${debian}`, date, source }]
}

/** What is known of `gcr.io/distroless/<image>:<tag>`: no shell unless the tag is a `debug` one, which has `/busybox/sh`. */
export const distrolessFacts = (tag: string, image: string): Omit<ImageFacts, 'name'> | undefined => {
  const [, kind, debian] = kinds.exec(image) ?? []
  if (kind === undefined || !tags.test(tag)) return undefined
  const release = debian === undefined ? undefined : names[debian]
  const debug = tag.startsWith('debug')
  const nonroot = tag.includes('nonroot')
  const base = shelllessFacts(kind === 'static' ? 'none' : 'glibc', users)
  const version = /\d+$/.exec(kind)?.[0]
  const entrypoint = entrypoints.find(([pattern]) => pattern.test(kind))?.[1]
  return {
    ...base,
    ...(version === undefined || kind === 'python3' ? {} : { version }),
    distribution: release === undefined ? { name: 'debian' } : { name: 'debian', release },
    shells: debug ? ['/busybox/sh'] : [],
    user: nonroot ? { name: 'nonroot', uid: 65532 } : root,
    entrypoint: debug && entrypoint === undefined ? ['/busybox/sh'] : (entrypoint ?? []),
    tools: {
      ...base.tools,
      ...(debug ? { sh: true, wget: true, nc: true } : {}),
      ...(kind.startsWith('nodejs') ? { node: true, npm: false } : {}),
      ...(kind === 'python3' ? { python3: true, python: true } : {}),
      ...(kind.startsWith('java') ? { java: true } : {}),
    },
    env: {
      PATH: debug ? `${defaultPath}:/busybox` : defaultPath,
      SSL_CERT_FILE: '/etc/ssl/certs/ca-certificates.crt',
      ...(kind === 'python3' || kind.startsWith('java') ? { LANG: 'C.UTF-8' } : {}),
      ...(kind.startsWith('java') ? { JAVA_VERSION: '' } : {}),
    },
    workdir: nonroot ? '/home/nonroot' : '/',
    endOfLife: endOf(kind, debian),
  }
}
