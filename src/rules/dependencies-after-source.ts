import { cleanPosix } from '../analysis/posix-path.js'
import type { CommandUse } from '../analysis/commands.js'
import type { StageNode, Step } from '../analysis/stage-node.js'
import { flagIsSet } from '../model/flag.js'
import { dependencyInstall, dependencyPrograms } from './support/dependency-installs.js'
import type { DependencyInstall } from './support/dependency-installs.js'
import { defineRule } from './support/rule.js'
import { stageChain } from './support/stage-chain.js'

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

interface Found {
  readonly install: DependencyInstall
  readonly use: CommandUse
}

export const rule = defineRule({
  name: 'dependencies-after-source',
  summary: 'The dependencies are installed after everything is copied.',
  category: 'cache',
  severity: 'warning',
  codes: [],
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
  *check({ analysis }) {
    const copies = analysis.steps('copy', 'add').filter(copiesAll)
    if (copies.length === 0) return
    const installs = new Map<StageNode, Found[]>()
    for (const use of analysis.commands(...dependencyPrograms)) {
      const install = dependencyInstall(use.command)
      if (install === undefined) continue
      const list = installs.get(use.stage)
      if (list === undefined) installs.set(use.stage, [{ install, use }])
      else list.push({ install, use })
    }
    const reported = new Set<StageNode>()
    for (const copy of copies) {
      const { stage, index, place } = copy
      if (reported.has(stage)) continue
      const own = installs.get(stage) ?? []
      const below = stageChain(stage).slice(0, -1)
      const found = own.find(({ install, use }) => {
        if (use.step.index <= index || install.late === true || use.command.guarded || isCached(use.step)) return false
        const isSame = (each: Found): boolean => each.install.family === install.family
        return !(
          own.some((each) => isSame(each) && each.use.step.index < index) ||
          below.some((each) => installs.get(each)?.some(isSame)) ||
          stage.steps.slice(0, use.step.index).some(bringsPackages)
        )
      })
      if (found === undefined) continue
      reported.add(stage)
      const { what, manifests, first, family } = found.install
      yield {
        message: `Everything is copied before \`${what}\`, so every edit of any file ${first === undefined ? 'installs' : 'fetches and compiles'} all dependencies again.`,
        hint:
          first === undefined
            ? `Copy \`${manifests}\` first, install, and copy the rest behind that.`
            : family === 'rust'
              ? `Compile them first (\`${first}\`), or keep them in cache mounts (\`RUN --mount=type=cache,…\`).`
              : `Copy \`${manifests}\` first and run \`${first}\`, or keep them in a cache mount (\`RUN --mount=type=cache,…\`).`,
        at: place,
        ...(family === 'jvm' || (family === 'go' && first !== undefined) ? { severity: 'info' as const } : {}),
      }
    }
  },
})
