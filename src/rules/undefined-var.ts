import { nearest } from '../words/nearest.js'
import { platformArgs } from '../analysis/predefined-args.js'
import type { StageNode } from '../analysis/stage-node.js'
import { sameLineForHadolint } from './support/hadolint-env.js'
import { defineRule } from './support/rule.js'
import type { Finding, RuleContext } from './support/rule.js'

const hintFor = (name: string, stage: StageNode, { analysis }: RuleContext): string => {
  if (analysis.globals.declared.has(name) || platformArgs.includes(name)) {
    return `Write \`ARG ${name}\` in this stage: what is declared above the first FROM holds in FROM lines only.`
  }
  const meant = nearest(name, [...stage.scope.keys(), ...stage.declared])
  return meant === undefined ? `Write \`ARG ${name}=…\` or \`ENV ${name}=…\` above.` : `Did you mean \`$${meant}\`?`
}

export const rule = defineRule({
  name: 'undefined-var',
  summary: 'An instruction uses a variable that nothing sets.',
  category: 'variables',
  severity: 'warning',
  codes: ['buildkit:UndefinedVar', 'hadolint:DL3044'],
  hadolint: [sameLineForHadolint],
  docs: {
    why: 'A variable that is not set expands to nothing without an error, so a path or a version silently loses a part. Variables of one ENV line do not see each other.',
    bad: `FROM debian:trixie-slim
ENV APP_HOME=/srv/app
WORKDIR $APP_HOM/data
`,
    good: `FROM debian:trixie-slim
ENV APP_HOME=/srv/app
WORKDIR $APP_HOME/data
`,
    ignoreWhen: 'The base image sets the variable and is not one that the table of base images knows.',
  },
  check(context) {
    const findings: Finding[] = []
    for (const stage of context.analysis.stages) {
      for (const step of stage.steps) {
        for (const name of step.undefinedNames) {
          const isArg = context.analysis.globals.declared.has(name) || platformArgs.includes(name)
          const maybeInherited = !stage.envKnown && !isArg
          findings.push({
            message: maybeInherited
              ? `Nothing in this file sets \`$${name}\`: it is empty unless the base image sets it.`
              : `Nothing sets \`$${name}\` here, so it is empty.`,
            hint: hintFor(name, stage, context),
            at: step.place,
            ...(maybeInherited ? { severity: 'info' as const } : {}),
          })
        }
      }
    }
    return findings
  },
})
