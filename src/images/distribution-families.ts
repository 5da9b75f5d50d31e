import { alpineFacts, debianFacts, defaultPath, root, shelllessFacts, ubuntuFacts } from './distribution-facts.js'
import type { Family } from './family.js'
import { debianNames, debianNumbers, debianRolling, ubuntuNames, ubuntuNumbers } from './releases.js'
import { parseTag, suiteFacts } from './tag.js'

/** Rows for plain distributions. */
export const distributionFamilies: readonly Family[] = [
  {
    name: 'debian',
    repositories: ['docker.io/library/debian'],
    facts: (tag) => {
      const words = tag.split('-')
      const first = (words[0] ?? '').split('.')[0] ?? ''
      const name = debianNumbers[first] ?? first
      if (!debianNames.includes(name) && !debianRolling.includes(name)) return undefined
      return debianFacts(debianNames.includes(name) ? name : undefined, 'slim')
    },
  },
  {
    name: 'ubuntu',
    repositories: ['docker.io/library/ubuntu', 'public.ecr.aws/ubuntu/ubuntu'],
    facts: (tag) => {
      const first = tag.split('-')[0] ?? ''
      const name = ubuntuNumbers[first] ?? first
      if (ubuntuNames.includes(name)) return ubuntuFacts(name, 'slim')
      return ['latest', 'rolling', 'devel'].includes(name) ? ubuntuFacts(undefined, 'slim') : undefined
    },
  },
  {
    name: 'alpine',
    repositories: ['docker.io/library/alpine'],
    facts: (tag) => {
      const version = /^(\d+\.\d+)(?:\.\d+)?$/.exec(tag)?.[1]
      return version !== undefined || /^(?:latest|edge|\d+|\d{8})$/.test(tag) ? alpineFacts(version) : undefined
    },
  },
  {
    name: 'buildpack-deps',
    repositories: ['docker.io/library/buildpack-deps'],
    facts: (text) => {
      const tag = parseTag(text)
      const variant = tag.words[0] ?? 'full'
      const number = ubuntuNumbers[tag.version ?? '']
      if (variant !== 'curl' && variant !== 'scm' && variant !== 'full') return undefined
      return number === undefined ? suiteFacts(tag.suite, variant) : ubuntuFacts(number, variant)
    },
  },
  { name: 'scratch', repositories: [], facts: () => ({ ...shelllessFacts('none', []), env: { PATH: defaultPath } }) },
  {
    name: 'busybox',
    repositories: ['docker.io/library/busybox'],
    facts: (tag) => ({
      ...shelllessFacts(tag.includes('musl') ? 'musl' : 'glibc', []),
      distribution: { name: 'busybox' },
      shells: ['/bin/sh'],
      users: [root],
      usersComplete: false,
      tools: { ...shelllessFacts('none', []).tools, sh: true, wget: true, nc: true },
    }),
  },
]
