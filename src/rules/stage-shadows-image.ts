import { imageFacts } from '../images/index.js'
import { parseImageReference } from '../model/image-reference.js'
import type { StageNode } from '../analysis/stage-node.js'
import { defineRule } from './support/rule.js'
import type { Finding } from './support/rule.js'
import { stageChain } from './support/stage-chain.js'

/** Whether a stage is made of the image whose name it has: then both names mean nearly the same. */
const isMadeOf = (stage: StageNode, name: string): boolean => {
  const [bottom] = stageChain(stage)
  if (bottom === undefined || bottom.base.kind === 'stage') return false
  const { reference } = bottom.base
  return reference.includes('$') || parseImageReference(reference)?.repository.split('/').includes(name) !== false
}

export const rule = defineRule({
  name: 'stage-shadows-image',
  summary: 'A stage has the name of a well-known image, and something refers to that name.',
  category: 'stages',
  severity: 'warning',
  codes: [],
  about: { traits: ['stage name'] },
  docs: {
    why: 'Where a stage and an image have one name, FROM and `--from` mean the stage. Whoever reads the line thinks of the image, and when the stage is renamed the build pulls that image instead of failing.',
    bad: `FROM node:24-trixie-slim AS nginx
RUN npm run build

FROM nginx
CMD ["nginx", "-g", "daemon off;"]
`,
    good: `FROM node:24-trixie-slim AS build
RUN npm run build

FROM nginx:1.29
COPY --from=build /dist /usr/share/nginx/html
`,
    ignoreWhen: 'Everybody who reads the file knows that the stage is meant.',
  },
  check({ analysis }) {
    const findings: Finding[] = []
    const { stages } = analysis
    for (const stage of stages) {
      const { name } = stage
      if (name === undefined || name === 'scratch' || imageFacts(name) === undefined || isMadeOf(stage, name)) continue
      const referring = [
        ...stages.flatMap((each) => (each.base.kind === 'stage' && each.base.stage === stage ? [each.stage.from] : [])),
        ...analysis
          .steps('copy', 'run')
          .filter(({ copy, mounts = [] }) =>
            [copy?.from, ...mounts.map(({ from }) => from)].some(
              (from) => from?.kind === 'stage' && from.stage === stage && !from.byIndex,
            ),
          )
          .map(({ place }) => place),
      ]
      for (const at of referring) {
        findings.push({
          message: `\`${name}\` means the stage of that name here, not the image \`${name}\`.`,
          hint: `Name the stage after what it does, or write the image with its tag: \`${name}:…\`.`,
          at,
        })
      }
    }
    return findings
  },
})
