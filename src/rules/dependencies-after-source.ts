import { cleanPosix } from '../analysis/posix-path.js'
import type { Analysis } from '../analysis/analyse.js'
import type { CommandUse } from '../analysis/commands.js'
import type { StageNode, Step } from '../analysis/stage-node.js'
import { flagIsSet } from '../model/flag.js'
import { dependencyInstall, dependencyPrograms } from './support/dependency-installs.js'
import type { DependencyInstall } from './support/dependency-installs.js'
import { defineRule } from './support/rule.js'
import type { Finding } from './support/rule.js'

/** Whether a step copies the whole build context. */
const copiesAll = ({ copy, instruction }: Step): boolean =>
  copy !== undefined &&
  copy.from === undefined &&
  (instruction.kind === 'copy' || instruction.kind === 'add') &&
  !flagIsSet(instruction, 'parents') &&
  copy.sources.some(({ value }) => ['.', '/', '*'].includes(cleanPosix(value)))

const packageFolder =
  /(?:^|\/)(?:node_modules|vendor|target|\.venv|venv|(?:site|dist)-packages|\.m2|\.cargo|mod|bundle|deps)\/?$/

/** Whether dependencies come along from another stage. */
const bringsPackages = ({ copy }: Step): boolean =>
  copy?.from !== undefined && [...copy.sources, copy.destination].some(({ value }) => packageFolder.test(value))

const isCached = ({ mounts = [] }: Step): boolean => mounts.some(({ mount }) => mount.type === 'cache')

type Family = DependencyInstall['family']

const none: ReadonlySet<Family> = new Set()

/** What a stage installs of the project's dependencies. */
interface Installs {
  /** Those that could stand in front of the sources, in order. */
  readonly late: readonly { readonly install: DependencyInstall; readonly use: CommandUse }[]
  /** The position of the first of each family. */
  readonly first: ReadonlyMap<Family, number>
  /** The families that the stages below installed. */
  readonly below: ReadonlySet<Family>
  /** The position of the first step that takes dependencies from another stage. */
  readonly brought: number
}

const installsIn = (analysis: Analysis): ReadonlyMap<StageNode, Installs> => {
  const uses = new Map<StageNode, { readonly install: DependencyInstall; readonly use: CommandUse }[]>()
  for (const use of analysis.commands(...dependencyPrograms)) {
    const install = dependencyInstall(use.command)
    if (install === undefined) continue
    const known = uses.get(use.stage)
    if (known === undefined) uses.set(use.stage, [{ install, use }])
    else known.push({ install, use })
  }
  const stages = new Map<StageNode, Installs>()
  for (const stage of uses.size === 0 ? [] : analysis.stages) {
    const base = stage.base.kind === 'stage' ? stages.get(stage.base.stage) : undefined
    const below =
      base === undefined || base.first.size === 0
        ? (base?.below ?? none)
        : new Set([...base.below, ...base.first.keys()])
    const first = new Map<Family, number>()
    const all = uses.get(stage) ?? []
    for (const { install, use } of all) if (!first.has(install.family)) first.set(install.family, use.step.index)
    const brought = stage.steps.findIndex(bringsPackages)
    stages.set(stage, {
      late: all.filter(({ install, use }) => install.late !== true && !use.command.guarded && !isCached(use.step)),
      first,
      below,
      brought: brought < 0 ? Infinity : brought,
    })
  }
  return stages
}

export const rule = defineRule({
  name: 'dependencies-after-source',
  summary: 'The dependencies are installed after everything is copied.',
  category: 'cache',
  severity: 'warning',
  codes: [],
  about: { programs: dependencyPrograms },
  docs: {
    why: 'A step runs again when anything above it changes. Behind `COPY . .` every edit of any file installs, or compiles, all dependencies again; behind a COPY of the manifests alone only a change of the dependencies does.',
    bad: `FROM node:24-trixie-slim
WORKDIR /app
COPY . .
RUN npm ci
CMD ["node", "server.js"]
`,
    good: `FROM node:24-trixie-slim
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci
COPY . .
CMD ["node", "server.js"]
`,
    ignoreWhen: 'The ignore file lets little more than the manifests through, or the image is built once.',
  },
  check({ analysis }) {
    const findings: Finding[] = []
    const copies = analysis.steps('copy', 'add').filter(copiesAll)
    if (copies.length === 0) return findings
    const installs = installsIn(analysis)
    const seen = new Set<StageNode>()
    for (const copy of copies) {
      const { stage, index, place } = copy
      const own = installs.get(stage)
      // What does not stand behind the first copy of a stage does not stand behind a later one.
      if (own === undefined || seen.has(stage)) continue
      seen.add(stage)
      const found = own.late.find(({ install, use }) => {
        const first = own.first.get(install.family) ?? Infinity
        return use.step.index > index && first > index && !own.below.has(install.family) && use.step.index < own.brought
      })
      if (found === undefined) continue
      const { what, manifests, first, family } = found.install
      findings.push({
        message: `Everything is copied before \`${what}\`, so every edit of any file ${first === undefined ? 'installs' : 'fetches and compiles'} all dependencies again.`,
        hint:
          first === undefined
            ? `Copy \`${manifests}\` first, install, and copy the rest behind that.`
            : family === 'rust'
              ? `Compile them first (\`${first}\`), or keep them in cache mounts (\`RUN --mount=type=cache,…\`).`
              : `Copy \`${manifests}\` first and run \`${first}\`, or keep them in a cache mount (\`RUN --mount=type=cache,…\`).`,
        at: place,
        ...(family === 'jvm' || (family === 'go' && first !== undefined) ? { severity: 'info' as const } : {}),
      })
    }
    return findings
  },
})
