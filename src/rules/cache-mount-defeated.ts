import type { ScriptCommand } from '../analysis/script.js'
import { isWithin, resolvePosix } from '../analysis/posix-path.js'
import { mountedCaches } from './support/mounted-caches.js'
import type { MountedCache } from './support/mounted-caches.js'
import { hasOption, operandsOf } from './support/command-line.js'
import { defineRule } from './support/rule.js'
import type { Finding } from './support/rule.js'

type Words = readonly string[]

interface Defeat {
  /** The command that empties the cache or does without it. */
  readonly call: (args: Words) => string | undefined
  /** The caches that it is about. */
  readonly cache: RegExp
}

const words =
  (pattern: RegExp) =>
  (args: Words): string | undefined =>
    pattern.exec(args.join(' '))?.[0]

const option =
  (...names: Words) =>
  (args: Words): string | undefined =>
    names.find((name) => hasOption(args, name))

const pip: readonly Defeat[] = [
  { call: option('--no-cache-dir'), cache: /\/(?:\.cache|\.cache\/pip|pip)$/ },
  { call: words(/\bcache purge\b/), cache: /\/(?:\.cache|\.cache\/pip|pip)$/ },
]
const rpm: readonly Defeat[] = [
  { call: words(/\bclean (?:all|packages)\b/), cache: /^\/var\/cache\/(?:dnf|yum|libdnf5)/ },
]
const apt: readonly Defeat[] = [
  { call: words(/^(?:-\S+ )*(?:clean|autoclean|distclean)\b/), cache: /^\/var\/cache\/apt/ },
]

/** What empties or avoids a cache, by program. */
const defeats: Readonly<Record<string, readonly Defeat[]>> = {
  'apt-get': apt,
  apt,
  pip,
  pip3: pip,
  npm: [{ call: words(/\bcache clean\b/), cache: /\/\.npm(?:\/|$)/ }],
  yarn: [{ call: words(/\bcache clean\b/), cache: /yarn/ }],
  pnpm: [{ call: words(/\bstore prune\b/), cache: /pnpm/ }],
  uv: [
    { call: option('--no-cache', '-n'), cache: /\/(?:\.cache|\.cache\/uv|uv)$/ },
    { call: words(/\bcache clean\b/), cache: /\/(?:\.cache|\.cache\/uv|uv)$/ },
  ],
  poetry: [
    { call: option('--no-cache'), cache: /pypoetry|poetry/ },
    { call: words(/\bcache clear\b/), cache: /pypoetry|poetry/ },
  ],
  apk: [{ call: option('--no-cache'), cache: /^\/(?:var\/cache|etc)\/apk/ }],
  dnf: rpm,
  yum: rpm,
  microdnf: rpm,
  go: [
    { call: words(/\bclean\b.{0,200}-modcache\b/), cache: /\/pkg\/mod(?:\/|$)/ },
    { call: words(/\bclean\b.{0,200}-cache\b/), cache: /go-build$/ },
  ],
  composer: [{ call: words(/\b(?:clear-cache|clearcache|--no-cache)\b/), cache: /composer|\/tmp\/cache/ }],
  zypper: [{ call: words(/\b(?:clean|cc)\b/), cache: /^\/var\/cache\/zypp/ }],
}

/** Variables that make a tool do without its cache. */
const avoided = [
  { name: 'PIP_NO_CACHE_DIR', programs: /\bpip3? /, cache: /\/\.cache\/pip$/ },
  { name: 'UV_NO_CACHE', programs: /\buv /, cache: /\/\.cache\/uv$/ },
]

/** What of a cache a `rm -r` deletes. */
const removed = ({ name, args }: ScriptCommand, { target, use }: MountedCache): string | undefined => {
  if (name !== 'rm' || !args.some((arg) => /^-\w*[rR]/.test(arg) || arg === '--recursive')) return undefined
  return operandsOf(args).find((operand) => {
    if (/[$`"'~{]/.test(operand)) return false
    const path = operand.replace(/\/(?:\*|\.\*)?$/, '')
    const clean = resolvePosix(use.step.before.workdir ?? '/', path === '' ? '/' : path)
    if (clean === '/' || (!operand.startsWith('/') && use.step.before.workdir === undefined)) return false
    return clean === target || isWithin(target, clean) || (clean === '/var/lib/apt/lists' && isWithin(clean, target))
  })
}

const report = (what: string, target: string, { at }: MountedCache['use']) => ({
  message: `\`${what}\` empties or avoids the cache that is mounted at \`${target}\`: nothing is saved, and every build downloads everything again.`,
  hint: 'Leave it out: what is in a cache mount is never part of the image.',
  at,
})

const plainName = (name: string): string => name.slice(name.lastIndexOf('/') + 1)

const found = ({ name = '', args }: ScriptCommand, mounted: MountedCache): string | undefined => {
  const isModule = /^python3?$/.test(plainName(name)) && args[0] === '-m' && args[1] === 'pip'
  const program = isModule ? 'pip' : plainName(name)
  for (const { call, cache } of defeats[program] ?? []) {
    const what = cache.test(mounted.target) ? call(args) : undefined
    if (what !== undefined) return what.startsWith('-') ? `${program} … ${what}` : `${program} ${what}`
  }
  const operand = removed({ name, args, node: undefined, plain: true, guarded: false, tolerated: false }, mounted)
  return operand === undefined ? undefined : `rm … ${operand}`
}

export const rule = defineRule({
  name: 'cache-mount-defeated',
  summary: 'A RUN empties its cache mount, or tells the tool to do without.',
  category: 'cache',
  severity: 'warning',
  codes: [],
  about: { flags: ['mount'] },
  docs: {
    why: 'A cache mount is not part of the layer, so there is nothing to clean up. What is deleted in it, or never written to it, is missing in the next build, for which it is there.',
    bad: `FROM python:3.14-slim
RUN --mount=type=cache,target=/root/.cache/pip pip install --no-cache-dir flask==3.1.2
`,
    good: `FROM python:3.14-slim
RUN --mount=type=cache,target=/root/.cache/pip pip install flask==3.1.2
`,
    ignoreWhen: 'The cache has to be made anew on purpose.',
  },
  check({ analysis }) {
    const findings: Finding[] = []
    for (const mounted of mountedCaches(analysis)) {
      const { target, use } = mounted
      const ways = use.script.commands.flatMap((command) => found(command, mounted) ?? [])
      for (const what of ways) findings.push(report(what, target, use))
      // The option says the same as the variable.
      if (ways.length > 0) continue
      for (const { name, programs, cache } of avoided) {
        const value = cache.test(target) ? use.stage.scope.get(name)?.value : undefined
        if (value === undefined || /^(?:|0|false|off|no)$/i.test(value)) continue
        if (programs.test(use.script.text)) findings.push(report(`${name}=${value}`, target, use))
      }
    }
    return findings
  },
})
