import { platformArgs } from '../analysis/predefined-args.js'
import { scriptOf } from '../analysis/script.js'
import type { Step } from '../analysis/stage-node.js'
import type { RunInstruction } from '../model/instruction.js'
import { defineRule } from './support/rule.js'
import type { RuleContext } from './support/rule.js'

/** The ARGs and ENVs of the stage up to the step, and all of the stages that it is built on. */
const isSetBefore = (name: string, step: Step<RunInstruction>): boolean => {
  const { base, steps } = step.stage
  if (base.kind === 'stage' && (base.stage.scope.has(name) || base.stage.declared.has(name))) return true
  if (
    base.kind === 'image' &&
    (base.facts?.env[name] !== undefined || base.config?.env?.some((entry) => entry.startsWith(`${name}=`)))
  )
    return true
  return steps.some(({ instruction, index }) => {
    if (index >= step.index) return false
    if (instruction.kind === 'arg') return instruction.args.some((arg) => arg.name === name)
    return instruction.kind === 'env' && instruction.pairs.some((pair) => pair.name === name)
  })
}

const isKnownArg = (
  name: string,
  step: Step<RunInstruction>,
  { analysis }: RuleContext,
): 'global' | 'platform' | 'later' | undefined => {
  if (
    step.stage.steps.some(
      ({ instruction, index }) =>
        index > step.index && instruction.kind === 'arg' && instruction.args.some((arg) => arg.name === name),
    )
  )
    return 'later'
  if (analysis.globals.declared.has(name)) return 'global'
  return platformArgs.includes(name) ? 'platform' : undefined
}

const reasons = {
  global: 'is declared above the first FROM, where it holds for FROM lines only',
  platform: 'is a platform argument, which a stage sees once it declares it',
  later: 'is declared further down in this stage',
} as const

export const rule = defineRule({
  name: 'arg-out-of-scope',
  summary: 'A RUN uses an ARG that its stage does not declare above it.',
  category: 'variables',
  severity: 'warning',
  codes: [],
  docs: {
    why: 'An ARG above the first FROM and the platform arguments (`TARGETARCH` and so on) reach a stage only when it says `ARG NAME`. Without it the shell expands the name to nothing, and no builder warns about the text of RUN.',
    bad: `ARG VERSION=1.4
FROM golang:1.26-trixie
RUN GOARCH=$TARGETARCH go build -ldflags "-X main.version=$VERSION" ./...
`,
    good: `ARG VERSION=1.4
FROM golang:1.26-trixie
ARG TARGETARCH VERSION
RUN GOARCH=$TARGETARCH go build -ldflags "-X main.version=$VERSION" ./...
`,
    ignoreWhen: 'The base image sets a variable of that name.',
  },
  *check(context) {
    for (const step of context.analysis.steps('run')) {
      const script = scriptOf(step.instruction, step.before.shell)
      if (script === undefined || script.variables.size === 0) continue
      for (const name of script.variables) {
        if (script.defined.has(name)) continue
        const known = isKnownArg(name, step, context)
        if (known === undefined || isSetBefore(name, step)) continue
        yield {
          message: `\`$${name}\` is empty here: it ${reasons[known]}.`,
          hint: `Write \`ARG ${name}\` in this stage, above this RUN.`,
          at: step.place,
        }
      }
    }
  },
})
