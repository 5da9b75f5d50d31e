import { platformArgs } from '../analysis/predefined-args.js'
import { holdsAny, scriptOf, scriptText } from '../analysis/script.js'
import { perStage } from '../analysis/per-stage.js'
import type { StageNode, Step } from '../analysis/stage-node.js'
import { defineRule } from './support/rule.js'
import type { Finding, RuleContext } from './support/rule.js'

const names = ({ instruction }: Step): readonly string[] => {
  if (instruction.kind === 'arg') return instruction.args.map((arg) => arg.name)
  return instruction.kind === 'env' ? instruction.pairs.map((pair) => pair.name) : []
}

/** Where the stage itself first sets each name. */
const firstSets = perStage((stage) => {
  const found = new Map<string, number>()
  for (const step of stage.steps) for (const name of names(step)) if (!found.has(name)) found.set(name, step.index)
  return found
})

/** Where the stage itself first sets a name. */
const setAt = (stage: StageNode, name: string): number => firstSets(stage, '').get(name) ?? Infinity

const isInherited = (name: string, { base }: StageNode): boolean =>
  base.kind === 'stage'
    ? base.stage.scope.has(name) || base.stage.declared.has(name)
    : base.facts?.env[name] !== undefined || base.config?.env?.some((entry) => entry.startsWith(`${name}=`)) === true

const kindOf = (name: string, stage: StageNode, { analysis }: RuleContext): keyof typeof reasons | undefined => {
  if (setAt(stage, name) !== Infinity && stage.declared.has(name)) return 'later'
  if (analysis.globals.declared.has(name)) return 'global'
  return platformArgs.includes(name) ? 'platform' : undefined
}

/** Why a name is empty where a step stands; `undefined` for one that is set, or that means nothing to the build. */
const emptyKind = (name: string, { stage, index }: Step, context: RuleContext): keyof typeof reasons | undefined => {
  const kind = kindOf(name, stage, context)
  return kind === undefined || setAt(stage, name) < index || isInherited(name, stage) ? undefined : kind
}

/** `$NAME`, `${NAME…}`, `${#NAME}`. */
const variable = /\$\{?[#!]?([A-Za-z_]\w*)/g

/** Whether a text names a variable that is empty, seen quickly. */
const namesEmpty = (text: string, step: Step, context: RuleContext): boolean => {
  for (const [, name = ''] of text.matchAll(variable)) if (emptyKind(name, step, context) !== undefined) return true
  return false
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
  about: { traits: ['variable'] },
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
  check(context) {
    const findings: Finding[] = []
    for (const step of context.analysis.steps('run')) {
      if (!holdsAny(step.instruction, ['$'])) continue
      // Most scripts name nothing of the kind, and parsing them is what costs.
      const text = scriptText(step.instruction, step.before.shell) ?? ''
      if (!namesEmpty(text, step, context)) continue
      const script = scriptOf(step.instruction, step.before.shell)
      for (const name of script?.variables ?? []) {
        const kind = script?.defined.has(name) ? undefined : emptyKind(name, step, context)
        if (kind === undefined) continue
        findings.push({
          message: `\`$${name}\` is empty here: it ${reasons[kind]}.`,
          hint: `Write \`ARG ${name}\` in this stage, above this RUN.`,
          at: step.place,
        })
      }
    }
    return findings
  },
})
