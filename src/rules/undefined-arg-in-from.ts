import { nearest } from '../analysis/near.js'
import { defineRule } from './support/rule.js'

export const rule = defineRule({
  name: 'undefined-arg-in-from',
  summary: 'FROM uses a variable that no ARG above the first FROM declares.',
  category: 'variables',
  severity: 'warning',
  codes: ['buildkit:UndefinedArgInFrom'],
  covers: ['invalid-base-reference'],
  docs: {
    why: 'FROM sees only the ARGs in front of the first FROM and the platform arguments. Any other variable is empty, and `--build-arg` cannot set it.',
    bad: `FROM node:\${NODE_VERSION}-trixie-slim
`,
    good: `ARG NODE_VERSION=24
FROM node:\${NODE_VERSION}-trixie-slim
`,
    ignoreWhen: 'Never; declare the ARG.',
  },
  *check({ analysis }) {
    const { scope, declared } = analysis.globals
    for (const stage of analysis.stages) {
      for (const word of [stage.image, stage.platform]) {
        for (const name of word?.unmatched ?? []) {
          if (declared.has(name)) continue
          const meant = nearest(name, [...declared, ...scope.keys()])
          yield {
            message: `FROM uses \`$${name}\`, which no ARG above the first FROM declares: it is empty, whatever \`--build-arg\` says.`,
            hint: meant === undefined ? `Write \`ARG ${name}=…\` above the first FROM.` : `Did you mean \`$${meant}\`?`,
            at: stage.stage.from,
          }
        }
      }
    }
  },
})
