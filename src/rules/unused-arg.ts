import type { Analysis } from '../analysis/analyse.js'
import { perStage } from '../analysis/per-stage.js'
import { platformArgs } from '../analysis/predefined-args.js'
import type { StageNode, Step } from '../analysis/stage-node.js'
import type { Instruction } from '../model/instruction.js'
import { defineRule } from './support/rule.js'
import type { Finding } from './support/rule.js'

/** Names that builders and frontends read themselves. */
const readElsewhere = /^(?:BUILDKIT_|SOURCE_DATE_EPOCH$|BUILDX_|DOCKER_|(?:https?|ftp|no|all)_proxy$)/i

/** Everything that instructions say, for telling whether a name occurs at all. */
const textOf = (instruction: Instruction): string => {
  switch (instruction.kind) {
    case 'onbuild':
      return textOf(instruction.instruction)
    case 'from':
      return `${instruction.image} ${instruction.flags.map(({ value }) => value ?? '').join(' ')}`
    case 'arg':
      return instruction.args.map(({ value }) => value ?? '').join(' ')
    case 'run':
    case 'cmd':
    case 'entrypoint':
    case 'healthcheck': {
      const { command } = instruction
      const heredocs = instruction.kind === 'run' ? instruction.heredocs.map(({ content }) => content).join(' ') : ''
      const flags = instruction.flags.map(({ value }) => value ?? '').join(' ')
      return `${command === undefined ? '' : command.form === 'shell' ? command.text : command.args.join(' ')} ${heredocs} ${flags}`
    }
    default:
      return ''
  }
}

/** Whether a step can use a variable without a word about it: RUN has all ARGs in its environment. */
const runs = ({ instruction: { kind } }: Step): boolean => kind === 'run' || kind === 'onbuild' || kind === 'expose'

const identifier = /[A-Za-z_]\w*/g

const identifiersIn = (text: string): readonly string[] => text.match(identifier) ?? []

/** The names that a step writes or expands. */
const namesIn = ({ instruction, words }: Step): readonly string[] => [
  ...identifiersIn(textOf(instruction)),
  ...words.flatMap(({ word, matched }) => [...identifiersIn(word), ...matched]),
]

/** The position of the last step that can use any variable without naming it. */
const lastRun = perStage((stage) => stage.steps.findLastIndex(runs))

/** The position of the last step that names each variable. */
const lastNamed = perStage(
  (stage) => new Map(stage.steps.flatMap((step) => namesIn(step).map((name) => [name, step.index] as const))),
)

/** Whether anything behind a step of its stage, or in a stage that is built on that, may use a name. */
const mayBeUsed = (stage: StageNode, name: string, from: number, children: Children): boolean => {
  const waiting: StageNode[] = [stage]
  let start = from
  for (let each = waiting.pop(); each !== undefined; each = waiting.pop()) {
    if (lastRun(each, '') >= start || (lastNamed(each, '').get(name) ?? -1) >= start) return true
    start = 0
    for (const child of children.get(each) ?? []) waiting.push(child)
  }
  return false
}

/** The stages that are built on each stage. */
type Children = ReadonlyMap<StageNode, readonly StageNode[]>

const childrenOf = ({ stages }: Analysis): Children => {
  const children = new Map<StageNode, StageNode[]>()
  for (const stage of stages) {
    if (stage.base.kind !== 'stage') continue
    const known = children.get(stage.base.stage)
    if (known === undefined) children.set(stage.base.stage, [stage])
    else known.push(stage)
  }
  return children
}

export const rule = defineRule({
  name: 'unused-arg',
  summary: 'An ARG is declared, and nothing can use it.',
  category: 'variables',
  severity: 'info',
  codes: [],
  about: { instructions: ['arg'] },
  docs: {
    why: 'Whoever passes `--build-arg` expects an effect. An ARG above the first FROM that no FROM and no stage asks for has none; one in a stage has none when no RUN and no other instruction follows that could use it.',
    bad: `ARG VERSION=1
FROM debian:trixie-slim
CMD ["bash"]
`,
    good: `ARG VERSION=1
FROM debian:trixie-slim
ARG VERSION
LABEL org.opencontainers.image.version=$VERSION
CMD ["bash"]
`,
    ignoreWhen: 'Another tool reads the ARG from the file.',
  },
  check({ analysis }) {
    const findings: Finding[] = []
    const { document, stages, instructions } = analysis
    let named: ReadonlySet<string> | undefined
    for (const at of document.args) {
      for (const { name } of at.args) {
        if (readElsewhere.test(name) || platformArgs.includes(name)) continue
        if (stages.some((stage) => stage.declared.has(name) || stage.image.matched.includes(name))) continue
        // What a RUN or a word of a stage names without declaring it is a finding of its own.
        named ??= new Set([
          ...instructions.flatMap((each) => identifiersIn(textOf(each))),
          ...stages.flatMap(({ steps }) => steps.flatMap(namesIn)),
        ])
        if (named.has(name)) continue
        findings.push({
          message: `No FROM uses \`${name}\`, and no stage declares it: passing it has no effect.`,
          hint: `Delete it, or write \`ARG ${name}\` in the stage that needs it.`,
          at,
        })
      }
    }
    let children: Children | undefined
    for (const { instruction, place, stage, index } of analysis.steps('arg')) {
      if (lastRun(stage, '') > index) continue
      for (const { name } of instruction.args) {
        if (readElsewhere.test(name) || mayBeUsed(stage, name, index + 1, (children ??= childrenOf(analysis)))) continue
        if (instruction.args.some(({ value }) => value !== undefined && identifiersIn(value).includes(name))) continue
        findings.push({
          message: `Nothing behind this line uses \`${name}\`.`,
          hint: 'Delete it, or move it above the instruction that needs it.',
          at: place,
        })
      }
    }
    return findings
  },
})
