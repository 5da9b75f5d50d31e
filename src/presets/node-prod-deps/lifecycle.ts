import type { NodeFacts } from '../../project/node/node-facts.js'

/** What is looked at: of a service, or of a member of its workspace. */
type Scripts = Pick<NodeFacts, 'manifest' | 'lifecycle' | 'installInputs'>

/** What becomes of the scripts that an install runs by itself. */
export interface LifecyclePlan {
  /** Scripts that are taken out of package.json before the install: git hooks, and what needs the sources. */
  readonly removed: readonly string[]
  /** Of these, the ones that run after all, once the sources are there. */
  readonly postponed: readonly string[]
}

/** Git hooks: an image has no repository for them, and some of the tools fail without one. */
const hooks = /^(?:husky|lefthook|simple-git-hooks|pre-commit|is-ci|pinst|yorkie|git)\b|(?:^|[/ ])\.husky\//

/** What works on the manifest, on node_modules, or on files that the preset copies before the install. */
const selfSufficient =
  /^(?:patch-package|only-allow|prisma (?:generate|version)|check-node-version|npm-force-resolutions|force-resolutions|node (?:-e|--eval|-p|--version))(?:\s|$)/

/** What does nothing, as in `husky || true`. */
const neutral = /^(?:echo|exit|true|:)(?:\s|$)/

type Verdict = 'hooks' | 'nothing' | 'sources'

const runner = /^(?:npx|bunx|pnpx|(?:npm|pnpm|yarn|bun) (?:exec|dlx|x)|yarn|pnpm)(?: (?:--?\w[\w-]*))* /
const scriptCall = /^(?:npm run|npm run-script|pnpm(?: run)?|yarn(?: run)?|bun run|node --run|run-s|run-p) ([\w:.-]+)/

const verdicts = (script: string, node: Scripts, seen: readonly string[] = []): readonly Verdict[] =>
  script
    .split(/&&|\|\||;/)
    .map((part) => part.trim().replace(/^(?:cross-env )?(?:[A-Z_][A-Z0-9_]*=\S+ +)*/, ''))
    .filter((part) => part !== '')
    .flatMap((part): readonly Verdict[] => {
      const called = scriptCall.exec(part)?.[1]
      const script = called === undefined ? undefined : node.manifest.scripts[called]
      if (called !== undefined && script !== undefined && !seen.includes(called)) {
        return verdicts(script, node, [...seen, called])
      }
      const command = part.replace(runner, '')
      if (neutral.test(command)) return []
      if (hooks.test(command)) return ['hooks']
      const runsCopied = node.installInputs.some(
        ({ why, path }) => why === 'lifecycle-script' && command.includes(path),
      )
      return [runsCopied || selfSufficient.test(command) ? 'nothing' : 'sources']
    })

interface Removed {
  readonly name: string
  readonly script: string
  readonly needs: 'sources' | 'hooks'
}

const whyRemoved = (script: string, node: Scripts): Removed['needs'] | undefined => {
  const all = verdicts(script, node)
  if (all.includes('sources')) return 'sources'
  return all.length > 0 && all.every((verdict) => verdict === 'hooks') ? 'hooks' : undefined
}

/**
 * Decides which scripts an install may run before the sources are copied. `prepare` and `postinstall` that compile or
 * generate something are put off until the sources are there; without a build there is nothing that they could be for.
 */
export const lifecyclePlan = (node: Scripts, build: string | undefined): LifecyclePlan => {
  const removed = (['install', 'postinstall', 'prepare', 'pnpm:devPreinstall'] as const).flatMap(
    (name): readonly Removed[] => {
      const script = node.lifecycle[name]
      const needs = script === undefined ? undefined : whyRemoved(script, node)
      return script === undefined || needs === undefined ? [] : [{ name, script, needs }]
    },
  )
  const isBuild = (script: string): boolean =>
    build !== undefined && (scriptCall.exec(script)?.[1] === build || node.manifest.scripts[build] === script)
  // What comes before the install of a working copy has nothing to do after it.
  const postponed = removed.filter(
    ({ name, needs, script }) => name !== 'pnpm:devPreinstall' && needs === 'sources' && !isBuild(script),
  )
  return {
    removed: removed.map(({ name }) => name),
    postponed: build === undefined ? [] : postponed.map(({ name }) => name),
  }
}
