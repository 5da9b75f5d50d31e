import { alpineFacts, root } from './distribution-facts.js'
import { omit } from './family.js'
import type { Family } from './family.js'
import { parseTag, suiteFacts } from './tag.js'

/** Rows for web servers. */
export const serverFamilies: readonly Family[] = [
  {
    name: 'nginx',
    repositories: [
      'docker.io/library/nginx',
      'docker.io/nginxinc/nginx-unprivileged',
      'ghcr.io/nginx/nginx-unprivileged',
    ],
    facts: (text, repository) => {
      const tag = parseTag(text)
      if (!tag.words.every((word) => ['slim', 'perl', 'otel'].includes(word))) return undefined
      const base = suiteFacts(tag.suite, 'slim')
      const user = { name: 'nginx', uid: 101 }
      return {
        ...base,
        ...(tag.version === undefined ? {} : { version: tag.version }),
        env: {
          ...base.env,
          NGINX_VERSION: '',
          NJS_VERSION: '',
          NJS_RELEASE: '',
          PKG_RELEASE: '',
          DYNPKG_RELEASE: '',
          ACME_VERSION: '',
        },
        user: repository.includes('unprivileged') ? user : root,
        users: [...base.users, user],
        entrypoint: ['/docker-entrypoint.sh'],
        // curl came to the images in 2022; their slim variants are without it.
        tools: { ...omit(base.tools, 'curl'), nginx: true, ...(tag.words.includes('slim') ? { curl: false } : {}) },
      }
    },
  },
  {
    name: 'caddy',
    repositories: ['docker.io/library/caddy'],
    facts: (text) => {
      const tag = parseTag(text)
      if (tag.words.length > 0) return undefined
      const base = alpineFacts(undefined)
      return {
        ...base,
        env: { ...base.env, CADDY_VERSION: '', XDG_CONFIG_HOME: '/config', XDG_DATA_HOME: '/data' },
        workdir: '/srv',
        tools: { ...base.tools, caddy: true },
      }
    },
  },
]
