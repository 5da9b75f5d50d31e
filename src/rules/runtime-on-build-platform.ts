import { defineRule } from './support/rule.js'
import type { Finding } from './support/rule.js'
import { stageChain, startsSomething } from './support/stage-chain.js'
import { targetStages } from './support/target-stages.js'

const isBuildPlatform = (word: string | undefined): boolean => /\$\{?BUILD(?:PLATFORM|ARCH)\b/.test(word ?? '')

export const rule = defineRule({
  name: 'runtime-on-build-platform',
  summary: 'The image is made for the platform of the builder, not for the one that is asked for.',
  category: 'stages',
  severity: 'warning',
  codes: [],
  about: { flags: ['platform'] },
  docs: {
    why: '`--platform=$BUILDPLATFORM` belongs to stages that cross-compile. An image that is built on such a stage holds programs for the machine that built it: `--platform linux/arm64` on an amd64 builder gives an image that says arm64 and holds amd64.',
    bad: `FROM --platform=$BUILDPLATFORM node:24-trixie-slim
COPY server.js /
CMD ["node", "/server.js"]
`,
    good: `FROM node:24-trixie-slim
COPY server.js /
CMD ["node", "/server.js"]
`,
    ignoreWhen: 'The image only runs where it was built, such as one for tests.',
  },
  check({ analysis, options }) {
    const findings: Finding[] = []
    for (const target of targetStages(analysis, options)) {
      // A stage that starts nothing exports files, and that may well be done on the builder's platform.
      if (!startsSomething(target)) continue
      const [bottom] = stageChain(target)
      const word = bottom?.platform?.word
      if (bottom === undefined || !isBuildPlatform(word)) continue
      findings.push({
        message: `The image is built on \`--platform=${word}\`, so it holds programs for the builder's machine whatever platform is asked for.`,
        hint: 'Leave `--platform` out for the stage that runs; keep it for stages that cross-compile.',
        at: bottom.stage.from,
      })
    }
    return findings
  },
})
