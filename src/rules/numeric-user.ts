import type { Analysis } from '../analysis/analyse.js'
import { mayBePutAt } from '../analysis/file-system.js'
import type { StageNode } from '../analysis/stage-node.js'
import { flagIsSet } from '../model/flag.js'
import type { Instruction } from '../model/instruction.js'
import { defineRule } from './support/rule.js'
import type { Finding } from './support/rule.js'
import { targetStages } from './support/target-stages.js'

const numeric = /^\d+$/

const partsOf = (user: string): readonly string[] => user.split(':').filter((part) => part !== '')

/** Whether a name is certainly not in the image's /etc/passwd. */
const isUnknown = (stage: StageNode, name: string, before: number): boolean => {
  const { facts } = stage
  if (facts?.usersComplete !== true || numeric.test(name) || facts.users.some((user) => user.name === name))
    return false
  // The runtime knows root by itself, and a RUN or COPY may have made the user.
  return name !== 'root' && !mayBePutAt(stage, '/etc/passwd', before)
}

/** Whether a text has `$NAME` or `${NAME}` in it; what stands behind `$NAME` does not matter. */
const mentions = (text: string, names: ReadonlySet<string>): boolean =>
  text
    .split('$')
    .slice(1)
    .some((rest) =>
      rest.startsWith('{')
        ? names.has(rest.slice(1, rest.indexOf('}')))
        : Array.from(rest, (_, index) => rest.slice(0, index + 1)).some((name) => names.has(name)),
    )

/** Every USER that hadolint takes for a name: it knows no variable but an ARG that is declared further up in the file. */
const namedForHadolint = (analysis: Analysis): readonly Instruction[] => {
  const args = new Set<string>()
  return analysis.instructions.filter((instruction) => {
    if (instruction.kind === 'arg') args.add(instruction.args[0]?.name ?? '')
    if (instruction.kind !== 'user') return false
    return !/^\d*(?::|$)/.test(instruction.user) && !mentions(instruction.user, args)
  })
}

export const rule = defineRule({
  name: 'numeric-user',
  summary: 'A user is named where only a number works, or is safer.',
  category: 'runtime',
  severity: 'error',
  codes: ['hadolint:DL3066'],
  hadolint: [
    {
      code: 'hadolint:DL3066',
      places: ({ analysis }) => namedForHadolint(analysis),
      message:
        'hadolint wants a number in every USER, also in stages that are no image, and where another USER follows.',
    },
  ],
  about: { instructions: ['user', 'copy', 'add'] },
  docs: {
    why: 'Names are looked up in /etc/passwd of the image. `scratch` has none, distroless images know only `root`, `nobody` and `nonroot`, and `COPY --link` starts from an empty directory: there a name fails. Elsewhere a name works, but Kubernetes cannot tell from it that the user is not root (`runAsNonRoot`).',
    bad: `FROM golang:1.26-trixie AS build
RUN go build -o /out/app ./cmd/app

FROM scratch
COPY --from=build /out/app /app
USER app
ENTRYPOINT ["/app"]
`,
    good: `FROM golang:1.26-trixie AS build
RUN go build -o /out/app ./cmd/app

FROM scratch
COPY --from=build /out/app /app
USER 10001
ENTRYPOINT ["/app"]
`,
    ignoreWhen: 'As an info: nothing verifies the user of the container from outside.',
  },
  check({ analysis, options }) {
    const findings: Finding[] = []
    const targets = targetStages(analysis, options)
    for (const step of analysis.steps('user', 'copy', 'add')) {
      const { instruction, place, stage, index, copy, value } = step
      if (instruction.kind === 'user') {
        const [user = ''] = partsOf(value?.value ?? '')
        if (value?.certain !== true || numeric.test(user) || user === '' || user === 'root') continue
        if (isUnknown(stage, user, index)) {
          findings.push({
            message: `The image has no user \`${user}\`: the container does not start.`,
            hint: 'Write the number: `USER 10001`.',
            at: place,
          })
        } else if (targets.has(stage) && stage.end.userSetBy === instruction) {
          const known = stage.facts?.users.find((each) => each.name === user)
          findings.push({
            message: `\`USER ${instruction.user}\` is a name, so Kubernetes cannot verify \`runAsNonRoot\`.`,
            hint: `Write the number: \`USER ${known?.uid ?? '10001'}\`.`,
            at: place,
            severity: 'info',
          })
        }
        continue
      }
      const owner = copy?.chown
      if (owner?.certain !== true) continue
      const names = partsOf(owner.value).filter((part) => !numeric.test(part))
      const [name] = names
      if (name === undefined) continue
      if (flagIsSet(instruction, 'link')) {
        findings.push({
          message: `\`--chown=${owner.word}\` with \`--link\` fails the build: the layer is made without the image, so there is no /etc/passwd to look \`${name}\` up in.`,
          hint: 'Write numbers: `--chown=10001:10001`.',
          at: place,
          codes: [],
        })
      } else if (names.some((each) => isUnknown(stage, each, index))) {
        findings.push({
          message: `The image has no user \`${name}\`, so \`--chown=${owner.word}\` fails the build.`,
          hint: 'Write numbers: `--chown=10001:10001`.',
          at: place,
          codes: [],
        })
      }
    }
    return findings
  },
})
