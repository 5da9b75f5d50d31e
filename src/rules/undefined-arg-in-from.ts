import type { Expansion } from '../analysis/expansion.js'
import { nearest } from '../words/nearest.js'
import { parsePlatform } from '../analysis/platform.js'
import type { StageNode } from '../analysis/stage-node.js'
import { parseImageReference } from '../model/image-reference.js'
import { defineRule } from './support/rule.js'
import type { Finding } from './support/rule.js'

/** Whether what is left is not a platform or an image name, and no `--build-arg` can make it one. */
const isHopeless = ({ image }: StageNode, word: Expansion, declared: ReadonlySet<string>): boolean => {
  if (word.overridable || word.error !== undefined || word.unmatched.some((name) => declared.has(name))) return false
  return word === image ? parseImageReference(word.value) === undefined : parsePlatform(word.value) === undefined
}

export const rule = defineRule({
  name: 'undefined-arg-in-from',
  summary: 'FROM uses a variable that no ARG above the first FROM declares.',
  category: 'variables',
  severity: 'warning',
  codes: ['buildkit:UndefinedArgInFrom'],
  covers: ['invalid-base-reference'],
  about: { flags: ['platform'], traits: ['image variable'] },
  docs: {
    why: 'FROM sees only the ARGs in front of the first FROM and the platform arguments. Any other variable is empty, and `--build-arg` cannot set it.',
    bad: `FROM node:\${NODE_VERSION}-trixie-slim
`,
    good: `ARG NODE_VERSION=24
FROM node:\${NODE_VERSION}-trixie-slim
`,
    ignoreWhen: 'Never; declare the ARG.',
  },
  check({ analysis }) {
    const findings: Finding[] = []
    const { scope, declared } = analysis.globals
    for (const stage of analysis.stages) {
      for (const word of [stage.image, stage.platform].filter((each) => each !== undefined)) {
        for (const name of word.unmatched) {
          if (declared.has(name)) continue
          const meant = nearest(name, [...declared, ...scope.keys()])
          findings.push({
            message: `FROM uses \`$${name}\`, which no ARG above the first FROM declares: it is empty, whatever \`--build-arg\` says.`,
            hint: meant === undefined ? `Write \`ARG ${name}=…\` above the first FROM.` : `Did you mean \`$${meant}\`?`,
            at: stage.stage.from,
            ...(isHopeless(stage, word, declared) ? { severity: 'error' as const } : {}),
          })
        }
      }
    }
    return findings
  },
})
