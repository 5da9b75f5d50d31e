import { scriptOf } from './script.js'
import type { Script } from './script.js'
import type { StageNode, Step } from './stage-node.js'

/** Packages that bring a program under another name. */
const providers: Readonly<Record<string, RegExp>> = {
  gcc: /^(?:build-essential|build-base|musl-dev|clang|g\+\+.*|gcc.*)$/,
  'g++': /^(?:build-essential|build-base|g\+\+.*)$/,
  make: /^(?:build-essential|build-base|make|cmake)$/,
  nc: /^(?:netcat.*|ncat|nmap.*|busybox.*)$/,
  curl: /^curl.*$/,
  npm: /^(?:npm|nodejs.*|node)$/,
  yarn: /^(?:yarn.*|corepack.*)$/,
  pnpm: /^(?:pnpm.*|corepack.*)$/,
  pip: /^(?:pip3?|python3?-pip|ensurepip)$/,
  pip3: /^(?:pip3?|python3?-pip|ensurepip)$/,
}

const mentions = (script: Script, tool: string): boolean => {
  const provider = providers[tool]
  return script.commands.some(
    ({ name, args }) =>
      // `corepack enable` is how yarn and pnpm come into an image.
      (name !== undefined && name !== tool && provider?.test(name) === true) ||
      args.some(
        (arg) =>
          arg === tool ||
          arg.startsWith(`${tool}=`) ||
          arg.startsWith(`${tool}@`) ||
          arg.endsWith(`/${tool}`) ||
          provider?.test(arg) === true,
      ),
  )
}

/** Where programs lie. */
const binary = /(?:^|\/)(?:s?bin|local)(?:\/|$)|^\.?\/?$/

const isBrought = (step: Step, tool: string): boolean => {
  const { instruction, before, copy } = step
  if (instruction.kind === 'run') {
    const script = scriptOf(instruction, before.shell)
    return script === undefined || script.defined.has(tool) || mentions(script, tool)
  }
  return copy !== undefined && (binary.test(copy.destination.value) || copy.destination.value.includes(tool))
}

/**
 * Whether a program is certainly missing where a step stands: the base image is known to be without it, and nothing
 * above (nor the step itself) mentions it as something to install, looks for it, or copies into a directory of programs.
 */
export const isToolMissing = (stage: StageNode, tool: string, upTo = Infinity): boolean => {
  if (stage.facts?.tools[tool] !== false) return false
  if (stage.steps.some((step) => step.index <= upTo && isBrought(step, tool))) return false
  return stage.base.kind === 'image' || isToolMissing(stage.base.stage, tool)
}
