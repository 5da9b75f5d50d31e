import type { StageNode } from '../analysis/stage-node.js'
import { defineRule } from './support/rule.js'
import type { Finding } from './support/rule.js'

/** Names under which nobody builds an image of its own. */
const onlyForOthers = /^(?:build|builder|compile|compiler|deps|dependencies|install|vendor|base)$/

const variable = /\$(?:\{[^}]*\}|\w+)/

/** `FROM binaries-$TARGETOS` may mean any stage whose name fits. */
const meantByVariable = (stages: readonly StageNode[]): readonly StageNode[] => {
  const patterns = stages.flatMap(({ stage }) => {
    if (!stage.from.image.includes('$')) return []
    const parts = stage.from.image.toLowerCase().split(variable)
    if (parts.length < 2 || parts.every((part) => part === '')) return []
    return [new RegExp(`^${parts.map((part) => part.replaceAll(/[^\w-]/g, '\\$&')).join('.*')}$`)]
  })
  return stages.filter(({ name }) => name !== undefined && patterns.some((pattern) => pattern.test(name)))
}

export const rule = defineRule({
  name: 'unreachable-stage',
  summary: 'No target needs this stage, so nothing of it is in the image.',
  category: 'stages',
  severity: 'warning',
  codes: [],
  about: { traits: ['stages'] },
  docs: {
    why: 'BuildKit runs only what the target needs. A stage from which nobody copies, and on which nobody builds, is not even run: what it was meant to contribute is missing without any message.',
    bad: `FROM python:3.14-slim-trixie AS builder
RUN pip wheel --wheel-dir /wheels .

FROM python:3.14-slim-trixie
CMD ["python", "-m", "app"]
`,
    good: `FROM python:3.14-slim-trixie AS builder
RUN pip wheel --wheel-dir /wheels .

FROM python:3.14-slim-trixie
RUN --mount=from=builder,source=/wheels,target=/wheels pip install /wheels/*
CMD ["python", "-m", "app"]
`,
    ignoreWhen: 'The stage is a target of its own that is built with `--target`.',
  },
  check({ analysis, options }) {
    const findings: Finding[] = []
    const { last, stages, names } = analysis
    if (last === undefined) return findings
    const named = (options.targets ?? []).flatMap((target) => names.get(target.toLowerCase()) ?? [])
    const reached = analysis.reachable([...named, ...meantByVariable(stages), last])
    if (reached.size === stages.length) return findings
    const used = new Set(
      stages.filter((stage) => !reached.has(stage)).flatMap((stage) => [...analysis.reachable([stage])].slice(1)),
    )
    for (const stage of stages) {
      // Of a chain of unreachable stages only the end is named: it is what is not used.
      if (reached.has(stage) || used.has(stage)) continue
      const surely = stage.name === undefined || options.targets !== undefined || onlyForOthers.test(stage.name)
      findings.push({
        message: surely
          ? `Nothing uses the stage \`${stage.label}\`: it is not built, and what it makes is not in the image.`
          : `The stage \`${stage.label}\` is only built when it is named with \`--target\`.`,
        hint:
          stage.name === undefined
            ? 'Delete it, or name it and copy from it.'
            : `Copy from it with \`COPY --from=${stage.name}\`, or delete it.`,
        at: stage.stage.from,
        ...(surely ? {} : { severity: 'info' as const }),
      })
    }
    return findings
  },
})
