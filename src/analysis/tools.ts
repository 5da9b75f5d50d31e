import type { ImageFacts } from '../images/index.js'
import { perStage } from './per-stage.js'
import { resolvePosix } from './posix-path.js'
import { scriptOf } from './script.js'
import type { Script } from './script.js'
import type { StageNode, Step } from './stage-node.js'
import { documentCache, perDocument } from './document-cache.js'

/** Packages that bring a program under another name. */
const providers: Readonly<Record<string, RegExp>> = {
  gcc: /^(?:build-essential|build-base|musl-dev|clang|g\+\+.*|gcc.*)$/,
  'g++': /^(?:build-essential|build-base|g\+\+.*)$/,
  make: /^(?:build-essential|build-base|make|cmake)$/,
  nc: /^(?:netcat.*|ncat|nmap.*|busybox.*)$/,
  curl: /^curl.*$/,
  npm: /^(?:npm|nodejs.*|node)$/,
  yarn: /^(?:yarn.*|@yarnpkg\/cli.*|corepack.*)$/,
  pnpm: /^(?:pnpm.*|corepack.*)$/,
  pip: /^(?:pip3?|python3?-pip|ensurepip)$/,
  pip3: /^(?:pip3?|python3?-pip|ensurepip)$/,
}

const wordsOf = perDocument((script: Script): readonly string[] => script.text.split(/[\s'"`;()]+/))

/** Whether a script names a program other than to call it: as a package to install, in a list of packages, in a test. */
const mentions = (script: Script, tool: string): boolean => {
  const provider = providers[tool]
  if (provider === undefined && !script.text.includes(tool)) return false
  const calls = script.commands.filter(({ name }) => name === tool).length
  const words = wordsOf(script)
  const named = words.filter(
    (word) => word === tool || word.startsWith(`${tool}=`) || word.startsWith(`${tool}@`) || word.endsWith(`/${tool}`),
  )
  return named.length > calls || words.some((word) => word !== tool && provider?.test(word) === true)
}

const systemManagers = new Set(['apt-get', 'apt', 'apk', 'dnf', 'microdnf', 'yum', 'zypper'])

/** Whether a script installs packages whose names stand in a variable, such as `apt-get install $PACKAGES`: they may bring anything. */
const installsUnknown = ({ commands }: Script): boolean =>
  commands.some(
    ({ name, args }) =>
      name !== undefined &&
      systemManagers.has(name) &&
      args.some((word) => word === 'install' || word === 'add') &&
      args.some((word) => /^"?\$/.test(word)),
  )

/** Where programs lie: a folder of them, something below `local`, the root, or a working directory that is not known. */
const binary = /(?:^|\/)s?bin\/?$|(?:^|\/)local(?:\/(?!s?bin\/.)|$)|^\.?\/?$/

const mayHold = (path: string, tool: string): boolean => binary.test(path) || path.includes(tool)

/** Whether a mount shows the program during this one step. */
const isMounted = (step: Step | undefined, tool: string): boolean =>
  step?.mounts?.some(({ target }) => target !== undefined && mayHold(target.value, tool)) === true

const isBrought = (step: Step, tool: string): boolean => {
  const { instruction, before, copy } = step
  if (instruction.kind === 'run') {
    const script = scriptOf(instruction, before.shell)
    return script === undefined || script.defined.has(tool) || mentions(script, tool) || installsUnknown(script)
  }
  if (copy === undefined) return false
  const { value } = copy.destination
  const isKnown = before.workdir !== undefined || value.startsWith('/')
  return mayHold(isKnown ? resolvePosix(before.workdir ?? '/', value) : value, tool)
}

/** The position of the first step that may bring a program into the stage. */
const broughtAt = perStage((stage, tool) => {
  const index = stage.steps.findIndex((step) => isBrought(step, tool))
  return index < 0 ? Infinity : index
})

/**
 * Whether a program is certainly missing where a step stands: the base image is known to be without it, and nothing
 * above (nor the step itself) mentions it as something to install, looks for it, copies into a directory of programs, or
 * mounts it.
 */
export const isToolMissing = (stage: StageNode, tool: string, upTo = Number.MAX_SAFE_INTEGER): boolean => {
  if (stage.facts?.tools[tool] !== false) return false
  if (broughtAt(stage, tool) <= upTo || isMounted(stage.steps[upTo], tool)) return false
  return stage.base.kind === 'image' || isNowhereIn(stage.base.stage, tool)
}

/** Whether no step of a stage, nor of those that it is built on, brings a program. */
const isNowhereIn = (stage: StageNode, tool: string): boolean => {
  const asked: StageNode[] = []
  let answer: boolean | undefined
  let at: StageNode | undefined = stage
  while (at !== undefined && answer === undefined) {
    asked.push(at)
    answer = nowhere.get(at)?.get(tool) ?? (broughtAt(at, tool) < Infinity ? false : undefined)
    at = at.base.kind === 'stage' ? at.base.stage : undefined
  }
  for (const each of asked) {
    const answers = nowhere.get(each) ?? new Map<string, boolean>()
    nowhere.set(each, answers.set(tool, answer ?? true))
  }
  return answer ?? true
}

/** The answers for whole stages: each stage of a chain is asked once. */
const nowhere = documentCache<StageNode, Map<string, boolean>>()

/** The programs that a script calls without asking for them first, and whose failure it does not answer. */
export const plainCalls = (script: Script | undefined): ReadonlySet<string> => {
  const names = new Set<string>()
  for (const { name, guarded, tolerated } of script?.commands ?? [])
    if (name !== undefined && !guarded && !tolerated) names.add(name)
  return names
}

const none: ReadonlySet<string> = new Set()

/** Those of them that an image is known to be without; mostly none. */
export const absentCalls = (script: Script | undefined, { tools }: ImageFacts): ReadonlySet<string> => {
  let names: Set<string> | undefined
  for (const { name, guarded, tolerated } of script?.commands ?? []) {
    if (name === undefined || guarded || tolerated || tools[name] !== false) continue
    names ??= new Set()
    names.add(name)
  }
  return names ?? none
}
