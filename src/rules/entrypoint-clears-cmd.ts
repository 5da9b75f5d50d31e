import type { StageNode } from '../analysis/stage-node.js'
import { defineRule } from './support/rule.js'
import type { Finding } from './support/rule.js'

/** The stage that a stage has its CMD from, unless an ENTRYPOINT on the way removes it. */
const cmdFrom = (stage: StageNode): StageNode | undefined => {
  if (stage.base.kind === 'image') return undefined
  const parent = stage.base.stage
  if (parent.steps.some(({ instruction }) => instruction.kind === 'cmd')) return parent
  return parent.steps.some(({ instruction }) => instruction.kind === 'entrypoint') ? undefined : cmdFrom(parent)
}

export const rule = defineRule({
  name: 'entrypoint-clears-cmd',
  summary: 'An ENTRYPOINT removes the CMD that the stage has from its base.',
  category: 'runtime',
  severity: 'warning',
  codes: [],
  about: { instructions: ['entrypoint'] },
  docs: {
    why: 'A stage that sets ENTRYPOINT and no CMD starts without the CMD of the stage that it is built on: builders reset it, silently.',
    bad: `FROM node:24-trixie-slim AS base
CMD ["server.js"]

FROM base
ENTRYPOINT ["node", "--enable-source-maps"]
`,
    good: `FROM node:24-trixie-slim AS base

FROM base
ENTRYPOINT ["node", "--enable-source-maps"]
CMD ["server.js"]
`,
    ignoreWhen: 'The CMD is not wanted any more.',
  },
  check({ analysis }) {
    const findings: Finding[] = []
    for (const stage of analysis.stages) {
      const entrypoint = stage.steps.find(({ instruction }) => instruction.kind === 'entrypoint')
      if (entrypoint === undefined || stage.steps.some(({ instruction }) => instruction.kind === 'cmd')) continue
      const source = cmdFrom(stage)
      if (source === undefined) continue
      findings.push({
        message: `This ENTRYPOINT removes the CMD of \`${source.label}\`.`,
        hint: 'Write the CMD again behind it, or `CMD []` to say that none is wanted.',
        at: entrypoint.place,
      })
    }
    return findings
  },
})
