import { alpineFacts, debianFacts, defaultPath, shelllessFacts, ubuntuFacts } from './distribution-facts.js'
import { distrolessFacts } from './distroless.js'
import { omit } from './family.js'
import type { Family } from './family.js'
import { languageFamilies, languages } from './language-families.js'
import { languageEndOfLife } from './language-releases.js'
import { parseTag, suiteFacts } from './tag.js'

const splitDeno = (tag: string): readonly [variant: string, version: string | undefined] => {
  const found = /^(?:(alpine|debian|distroless|ubuntu|bin)-?)?(?:v?(\d+(?:\.\d+)*))?$/.exec(tag)
  return [found?.[1] ?? 'debian', found?.[2]]
}

/** Rows for runtimes and tools outside the official language images. */
export const runtimeFamilies: readonly Family[] = [
  {
    name: 'eclipse-temurin',
    repositories: ['docker.io/library/eclipse-temurin'],
    facts: (text) => {
      // `21-jre-alpine-3.23`, `21.0.4_7-jdk-noble`
      const tag = parseTag(text.replace(/^(\d+(?:\.\d+)*)[u_][\w]+/, '$1').replace(/alpine-(\d)/, 'alpine$1'))
      if (!tag.words.every((word) => word === 'jre' || word === 'jdk')) return undefined
      const base = suiteFacts(tag.suite, 'slim', 'ubuntu')
      return {
        ...base,
        ...(tag.version === undefined ? {} : { version: tag.version }),
        env: {
          ...base.env,
          PATH: `/opt/java/openjdk/bin:${defaultPath}`,
          JAVA_HOME: '/opt/java/openjdk',
          JAVA_VERSION: '',
          LANG: 'en_US.UTF-8',
          LANGUAGE: 'en_US:en',
          LC_ALL: 'en_US.UTF-8',
        },
        entrypoint: ['/__cacert_entrypoint.sh'],
        tools: { ...omit(base.tools, 'curl', 'wget'), java: true },
      }
    },
  },
  {
    name: 'uv',
    repositories: ['ghcr.io/astral-sh/uv', 'docker.io/astral/uv'],
    facts: (text) => {
      const found =
        /^(?:\d+(?:\.\d+)*-)?(?:python(\d+\.\d+)-)?(trixie|bookworm|bullseye|alpine(?:\d+\.\d+)?|debian)(-slim)?$/.exec(
          text,
        )
      if (found === null) {
        const plain = /^(?:latest|\d+(?:\.\d+)*)$/.test(text)
        return plain
          ? {
              ...shelllessFacts('none', []),
              entrypoint: ['/uv'],
              files: ['/uv', '/uvx'],
              tools: { ...shelllessFacts('none', []).tools, uv: true },
            }
          : undefined
      }
      const [, python, suite, slim] = found
      const base = suiteFacts(suite === 'debian' ? undefined : suite, slim === undefined ? 'full' : 'slim')
      const end = languageEndOfLife('python', python)
      const inherited = python === undefined ? {} : (languages.find((each) => each.name === 'python')?.env ?? {})
      return {
        ...base,
        ...(python === undefined ? {} : { version: python }),
        env: { ...base.env, ...inherited, UV_TOOL_BIN_DIR: '/usr/local/bin' },
        tools: { ...base.tools, uv: true, ...(python === undefined ? {} : { python: true, pip: true }) },
        endOfLife: [...(end === undefined ? [] : [end]), ...base.endOfLife],
      }
    },
  },
  {
    name: 'bun',
    repositories: ['docker.io/oven/bun'],
    facts: (text) => {
      const tag = parseTag(text.replace(/^canary/, 'latest'))
      const env = { BUN_RUNTIME_TRANSPILER_CACHE_PATH: '0', BUN_INSTALL_BIN: '/usr/local/bin' }
      const words = tag.words.filter((word) => word !== 'debian')
      if (words.length === 1 && words[0] === 'distroless') {
        const base = distrolessFacts('latest', 'base-nossl')
        return base && { ...base, env: { ...base.env, ...env }, entrypoint: ['/usr/local/bin/bun'], endOfLife: [] }
      }
      if (!words.every((word) => word === 'slim')) return undefined
      const base = suiteFacts(tag.suite, 'slim')
      return {
        ...base,
        ...(tag.version === undefined ? {} : { version: tag.version }),
        env: { ...base.env, ...env },
        users: [...base.users, { name: 'bun', uid: 1000 }],
        entrypoint: ['/usr/local/bin/docker-entrypoint.sh'],
        workdir: '/home/bun/app',
        tools: { ...base.tools, bun: true, bunx: true, node: true },
      }
    },
  },
  {
    name: 'deno',
    repositories: ['docker.io/denoland/deno'],
    facts: (text) => {
      const [variant, version] = splitDeno(text)
      const env = { DENO_DIR: '/deno-dir/', DENO_INSTALL_ROOT: '/usr/local', DENO_VERSION: '' }
      const common = { ...(version === undefined ? {} : { version }) }
      const deno = { name: 'deno', uid: 1993 }
      if (variant === 'distroless') {
        const base = distrolessFacts('latest', 'cc')
        return (
          base && {
            ...base,
            ...common,
            env: { ...base.env, ...env },
            entrypoint: ['/tini', '--', '/bin/deno'],
            endOfLife: [],
          }
        )
      }
      const base =
        variant === 'alpine'
          ? alpineFacts(undefined)
          : variant === 'debian'
            ? debianFacts(undefined, 'slim')
            : ubuntuFacts(undefined, 'slim')
      if (variant === 'bin') return { ...shelllessFacts('none', []), ...common }
      return {
        ...base,
        ...common,
        env: { ...base.env, ...env },
        users: [...base.users, ...(variant === 'alpine' ? [{ name: 'deno', uid: 1000 }] : [deno])],
        entrypoint: ['/tini', '--', 'docker-entrypoint.sh'],
        tools: { ...base.tools, deno: true },
      }
    },
  },
  {
    name: 'cargo-chef',
    repositories: ['docker.io/lukemathwalker/cargo-chef'],
    facts: (text) => {
      // `latest-rust-1.95-slim-trixie`, `0.1.73-rust-1`
      const rust = /^(?:latest|\d+(?:\.\d+)*)-rust-(.+)$/.exec(text)?.[1]
      const base =
        rust === undefined ? undefined : languageFamilies.find((each) => each.name === 'rust')?.facts(rust, '')
      return base && { ...base, tools: { ...base.tools, 'cargo-chef': true } }
    },
  },
]
