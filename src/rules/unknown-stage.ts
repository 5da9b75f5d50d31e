import type { Analysis } from '../analysis/analyse.js'
import { flagValue } from '../model/flag.js'
import type { Instruction } from '../model/instruction.js'
import { nearest } from '../words/nearest.js'
import type { Origin, StageNode } from '../analysis/stage-node.js'
import { defineRule } from './support/rule.js'
import type { Finding, RuleContext } from './support/rule.js'

type Problem = Pick<Finding, 'message' | 'hint' | 'severity'>

/** A name without registry, tag or digest: it may be meant for a stage. */
const plainName = /^[a-z0-9][a-z0-9._-]*$/i

const problemOf = (origin: Origin, from: StageNode, { analysis }: RuleContext, what: string): Problem | undefined => {
  if (origin.kind === 'bad-index') {
    const count = analysis.stages.length
    return {
      message: `\`${what}=${origin.text}\` names a stage by position, but the file has only ${count} (0 to ${count - 1}): the build fails.`,
      hint: 'Name the stage with `AS` and refer to that name.',
    }
  }
  if (origin.kind === 'stage') {
    if (origin.stage === from) {
      return {
        message: `\`${what}=${origin.text}\` is the stage itself: the build fails with a circular dependency.`,
        hint: 'Copy from an earlier stage, or use `RUN cp` within the stage.',
      }
    }
    if (origin.stage.index > from.index) {
      return {
        message: `\`${what}=${origin.text}\` names a stage that comes later: a stage can only take from one above it, so the build fails.`,
        hint: `Move \`${origin.stage.label}\` above \`${from.label}\`.`,
      }
    }
    return undefined
  }
  if (origin.facts !== undefined || !plainName.test(origin.reference)) return undefined
  const meant = nearest(origin.reference, analysis.names.keys())
  return meant === undefined
    ? undefined
    : {
        message: `\`${what}=${origin.reference}\` is not a stage of this file, so the builder pulls an image of that name.`,
        hint: `Did you mean \`${meant}\`?`,
      }
}

/** Each COPY of a stage whose `--from` hadolint does not take for a stage above it or for an image with a tag. */
function* unknownForHadolint(analysis: Analysis, isItself: boolean): Generator<Instruction> {
  let count = 0
  const names = new Set<string>()
  for (const { stage } of analysis.stages) {
    const { as } = stage.from
    if (as !== undefined) names.add(as)
    if (stage.from.image !== '') count++
    for (const instruction of stage.instructions) {
      const from = instruction.kind === 'copy' ? (flagValue(instruction, 'from') ?? '') : ''
      if (from === '') continue
      if (from === as) {
        if (isItself) yield instruction
      } else if (
        !isItself &&
        !from.includes(':') &&
        !names.has(from) &&
        !(/^\d+$/.test(from) && Number(from) < count)
      ) {
        yield instruction
      }
    }
  }
}

export const rule = defineRule({
  name: 'unknown-stage',
  summary: 'A reference names a stage that is not there, comes later, or is the stage itself.',
  category: 'stages',
  severity: 'error',
  codes: ['hadolint:DL3022', 'hadolint:DL3023'],
  hadolint: [
    {
      code: 'hadolint:DL3022',
      places: ({ analysis }) => unknownForHadolint(analysis, false),
      message: 'hadolint knows no stage of this name, and takes for an image only a name with a tag or digest.',
    },
    {
      code: 'hadolint:DL3023',
      places: ({ analysis }) => unknownForHadolint(analysis, true),
      message: 'The `--from` is the name of the stage itself.',
    },
  ],
  covers: ['untagged-base'],
  about: { flags: ['from', 'mount'], traits: ['stages'] },
  docs: {
    why: 'A stage can only build on stages above it. BuildKit takes any other name for an image and tries to pull it, and a plain build does not even notice while the stage is not needed by the target.',
    bad: `FROM golang:1.26-trixie AS build
RUN go build -o /out/app ./cmd/app

FROM gcr.io/distroless/static-debian13:nonroot
COPY --from=biuld /out/app /app
ENTRYPOINT ["/app"]
`,
    good: `FROM golang:1.26-trixie AS build
RUN go build -o /out/app ./cmd/app

FROM gcr.io/distroless/static-debian13:nonroot
COPY --from=build /out/app /app
ENTRYPOINT ["/app"]
`,
    ignoreWhen: 'The name really is an image, or a context that is given with `--build-context`.',
  },
  check(context) {
    const findings: Finding[] = []
    const { analysis } = context
    for (const step of analysis.steps('copy', 'run')) {
      const origin = step.copy?.from
      const problem = origin && problemOf(origin, step.stage, context, '--from')
      if (problem !== undefined) findings.push({ ...problem, at: step.place })
      for (const { from } of step.mounts ?? []) {
        const found = from && problemOf(from, step.stage, context, 'from')
        if (found !== undefined) findings.push({ ...found, at: step.place })
      }
    }
    for (const stage of analysis.stages) {
      if (stage.base.kind !== 'image' || stage.base.facts !== undefined) continue
      const name = stage.base.reference
      const later = analysis.stages.find((each) => each.index >= stage.index && each.name === name.toLowerCase())
      if (later === undefined) continue
      const itself = later === stage
      // `FROM node AS node` is a habit: an image and a stage of one name.
      if (itself) continue
      findings.push({
        message: `\`FROM ${name}\` stands above the stage of that name, so the builder pulls an image \`${name}\`.`,
        hint: `Move the stage \`${name}\` up, or give it another name.`,
        at: stage.stage.from,
      })
    }
    return findings
  },
})
