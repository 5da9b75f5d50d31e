import type { Analysis } from '../analysis/analyse.js'
import type { StageNode } from '../analysis/stage-node.js'
import { flagValue } from '../model/flag.js'
import type { FromInstruction } from '../model/instruction.js'
import { imageOf } from './support/hadolint-image.js'
import { stagesWithFrom, unquoted } from './support/hadolint-report.js'
import { defineRule } from './support/rule.js'
import type { Finding } from './support/rule.js'
import { stageChain } from './support/stage-chain.js'
import { targetStages } from './support/target-stages.js'

/** The labels that a stage has, and whether one has a name that only the build knows. */
const labelsOf = (stage: StageNode) => {
  const steps = stageChain(stage).flatMap((each) => each.steps)
  const keys = steps.flatMap(({ instruction, words }) =>
    instruction.kind === 'label' ? instruction.pairs.flatMap((_, index) => words[2 * index] ?? []) : [],
  )
  return { names: new Set(keys.map(({ value }) => value)), certain: keys.every(({ certain }) => certain) }
}

/**
 * The FROM of each stage that hadolint finds without a label. A stage is in order when it sets the label, is built on a
 * named stage that does, is copied from, or has a name that a later stage with the label has, too; an unnamed stage
 * goes by the name of its base there.
 */
const withoutLabel = (analysis: Analysis, label: string): readonly FromInstruction[] => {
  const inOrder = new Set<string>()
  const open = new Set<FromInstruction>()
  const openByName = new Map<string, Set<FromInstruction>>()
  const settle = (name: string): void => {
    for (const from of openByName.get(name) ?? []) open.delete(from)
    openByName.delete(name)
  }
  for (const { stage } of stagesWithFrom(analysis)) {
    const { from } = stage
    const { as } = from
    const { name: image } = imageOf(from)
    if (inOrder.has(image)) {
      if (as !== undefined) inOrder.add(as)
    } else {
      open.add(from)
      if (as !== undefined) openByName.set(as, (openByName.get(as) ?? new Set()).add(from))
    }
    for (const instruction of stage.instructions) {
      if (instruction.kind === 'label' && instruction.pairs.some(({ name }) => unquoted(name) === label)) {
        open.delete(from)
        settle(as ?? image)
        if (as !== undefined) inOrder.add(as)
      }
      if (instruction.kind === 'copy') settle(flagValue(instruction, 'from') ?? '')
    }
  }
  return [...open]
}

export const rule = defineRule({
  name: 'label-missing',
  summary: 'An image has no label that the policy demands.',
  category: 'policy',
  severity: 'error',
  codes: ['hadolint:DL3049'],
  hadolint: [
    {
      code: 'hadolint:DL3049',
      places: ({ analysis, options }) =>
        Object.keys(options.policy?.labels?.required ?? {}).flatMap((label) => withoutLabel(analysis, label)),
      message:
        'hadolint wants the labels in every stage that nothing is copied from, not only in those that become images.',
    },
  ],
  about: { given: 'policy' },
  docs: {
    why: 'Labels say where an image comes from, who answers for it and under which license: in a registry with a thousand images nothing else does.',
    bad: `FROM debian:trixie-slim
CMD ["bash"]
`,
    good: `FROM debian:trixie-slim
LABEL org.opencontainers.image.source="https://github.com/acme/shell"
CMD ["bash"]
`,
    ignoreWhen: 'The label is given to the build: `docker build --label`, or by the workflow that pushes the image.',
    setting: { policy: { labels: { required: { 'org.opencontainers.image.source': 'url' } } } },
  },
  check({ analysis, options }) {
    const findings: Finding[] = []
    const required = Object.keys(options.policy?.labels?.required ?? {})
    if (required.length === 0) return findings
    for (const stage of targetStages(analysis, options)) {
      const { names, certain } = labelsOf(stage)
      if (!certain) continue
      for (const label of required.filter((each) => !names.has(each))) {
        findings.push({
          message: `The policy demands the label \`${label}\`, and nothing sets it.`,
          hint: `Write \`LABEL ${label}="…"\`.`,
          at: stage.stage.from,
        })
      }
    }
    return findings
  },
})
