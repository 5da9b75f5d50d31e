import { mountedCaches } from './support/mounted-caches.js'
import type { MountedCache } from './support/mounted-caches.js'
import { defineRule } from './support/rule.js'
import type { Finding } from './support/rule.js'

interface Tool {
  /** The programs that use the cache. */
  readonly programs: readonly string[]
  /** Where it is below the home of the user. */
  readonly below: RegExp
  /** Variables and options that move it. */
  readonly moved: RegExp
  /** Names in a home that look like it, and where it is then. */
  readonly mistaken?: readonly [pattern: RegExp, right: string]
}

/** Where tools keep their caches when nobody tells them otherwise. */
const tools: readonly Tool[] = [
  {
    programs: ['pip', 'pip3', 'python', 'python3'],
    below: /\/\.cache\/pip$/,
    moved: /PIP_CACHE_DIR|cache-dir|XDG_CACHE_HOME/,
  },
  { programs: ['uv', 'uvx'], below: /\/\.cache\/uv$/, moved: /UV_CACHE_DIR|cache-dir|XDG_CACHE_HOME/ },
  { programs: ['poetry'], below: /\/\.cache\/pypoetry(?:\/|$)/, moved: /POETRY_CACHE_DIR|cache-dir|XDG_CACHE_HOME/ },
  { programs: ['pdm'], below: /\/\.cache\/pdm$/, moved: /PDM_CACHE_DIR|cache_dir|XDG_CACHE_HOME/ },
  {
    programs: ['npm', 'npx'],
    below: /\/\.npm(?:\/_cacache)?$/,
    moved: /npm_config_cache|\bcache[ =]|--cache/i,
    mistaken: [/\/(?:\.npm[-_][\w-]+|\.cache\/npm|\.npm-cache)$/, '/.npm'],
  },
  { programs: ['go'], below: /\/\.cache\/go-build$/, moved: /GOCACHE|XDG_CACHE_HOME/ },
  {
    programs: ['mvn', 'mvnw'],
    below: /\/\.m2(?:\/repository)?$/,
    moved: /maven\.repo\.local|MAVEN_OPTS|MAVEN_CONFIG|settings/,
  },
  { programs: ['gradle', 'gradlew'], below: /\/\.gradle(?:\/|$)/, moved: /GRADLE_USER_HOME|gradle-user-home|-g\b/ },
  { programs: ['dotnet'], below: /\/\.nuget\/packages$/, moved: /NUGET_PACKAGES|--packages/ },
]

/** The home of a user, as far as it is certain. */
const homeOf = (user: string): string | undefined =>
  user === '' || user === 'root' || /^0+$/.test(user) ? '/root' : /^\d+$/.test(user) ? undefined : `/home/${user}`

const plainName = (name: string): string => name.slice(name.lastIndexOf('/') + 1)

const calls = ({ use }: MountedCache, programs: readonly string[]): boolean =>
  use.script.commands.some(({ name }) => name !== undefined && programs.includes(plainName(name)))

const isMoved = ({ use }: MountedCache, moved: RegExp): boolean =>
  moved.test(use.script.text) || [...use.stage.scope.keys()].some((name) => moved.test(name) || name === 'HOME')

const switchesUser = /\b(?:su|sudo|gosu|runuser|su-exec|setpriv)\b|\bHOME=/

/** Where the cache of the tool is, when the mount is not there. */
const elsewhere = (mounted: MountedCache): string | undefined => {
  const { target, use } = mounted
  const user = use.step.before.user?.split(':')[0]
  if (user === undefined || switchesUser.test(use.script.text)) return undefined
  const own = homeOf(user)
  const misnamed = tools.find(
    ({ mistaken, programs }) => mistaken?.[0].test(target) === true && calls(mounted, programs),
  )
  if (misnamed?.mistaken !== undefined && own !== undefined && !isMoved(mounted, misnamed.moved)) {
    const [pattern, right] = misnamed.mistaken
    return target.replace(pattern, '') === own ? `${own}${right}` : undefined
  }
  const tool = tools.find(({ below, programs }) => below.test(target) && calls(mounted, programs))
  if (tool === undefined || isMoved(mounted, tool.moved)) return undefined
  const inHome = tool.below.exec(target)?.[0] ?? ''
  const home = target.slice(0, target.length - inHome.length)
  if (own === '/root') return home.startsWith('/home/') ? `/root${inHome}` : undefined
  if (home !== '/root') return undefined
  return own === undefined ? `the home of ${user}` : `${own}${inHome}`
}

/** Caches whose place an image decides: official images of Go, Rust and Node.js. */
const ofImages = (mounted: MountedCache): string | undefined => {
  const { target, use } = mounted
  const { facts, scope } = use.stage
  if (facts?.name === 'golang' && target === '/root/go/pkg/mod' && calls(mounted, ['go']))
    return isMoved(mounted, /GOPATH|GOMODCACHE/) && scope.get('GOPATH')?.value !== '/go' ? undefined : '/go/pkg/mod'
  if (facts?.name === 'rust' && /^\/root\/\.cargo(?:\/|$)/.test(target) && calls(mounted, ['cargo']))
    return scope.get('CARGO_HOME')?.value === '/usr/local/cargo' && !use.script.text.includes('CARGO_HOME')
      ? target.replace('/root/.cargo', '/usr/local/cargo')
      : undefined
  if (facts?.name === 'node' && target === '/root/.cache/yarn' && calls(mounted, ['yarn']))
    return isMoved(mounted, /YARN_CACHE_FOLDER|cache-folder|globalFolder/) ? undefined : '/usr/local/share/.cache/yarn'
  return undefined
}

export const rule = defineRule({
  name: 'cache-mount-path',
  summary: 'A cache mount is where the tool does not look.',
  category: 'cache',
  severity: 'warning',
  codes: [],
  about: { flags: ['mount'] },
  docs: {
    why: 'A tool keeps its cache in the home of the user who runs it, or where its image says. A mount elsewhere stays empty: every build downloads everything, and nothing says so.',
    bad: `FROM node:24-trixie-slim
WORKDIR /app
RUN --mount=type=cache,target=/home/node/.npm npm ci
`,
    good: `FROM node:24-trixie-slim
WORKDIR /app
RUN --mount=type=cache,target=/root/.npm npm ci
`,
    ignoreWhen: 'A configuration file that the Dockerfile does not show moves the cache.',
  },
  check({ analysis }) {
    const findings: Finding[] = []
    for (const mounted of mountedCaches(analysis)) {
      const right = ofImages(mounted) ?? elsewhere(mounted)
      if (right === undefined) continue
      findings.push({
        message: `The tool does not look at \`${mounted.target}\`: its cache is ${right.startsWith('/') ? `at \`${right}\`` : `in ${right}`}, and the mount stays empty.`,
        hint: right.startsWith('/')
          ? `Write \`target=${right}\`.`
          : 'Mount it there, or set the variable that moves the cache.',
        at: mounted.use.at,
      })
    }
    return findings
  },
})
