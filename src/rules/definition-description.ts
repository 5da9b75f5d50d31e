import type { Instruction } from '../model/instruction.js'
import { defineRule } from './support/rule.js'
import type { Finding } from './support/rule.js'

const namesOf = (instruction: Instruction): readonly string[] => {
  if (instruction.kind === 'arg') return instruction.args.map((arg) => arg.name)
  return instruction.kind === 'from' && instruction.as !== undefined ? [instruction.as.toLowerCase()] : []
}

const isSwitchedOn = (check: string | undefined): boolean => {
  const listed = /(?:^|;)\s*experimental=([^;]*)/.exec(check ?? '')?.[1] ?? ''
  return listed.split(',').some((name) => ['all', 'InvalidDefinitionDescription'].includes(name.trim()))
}

export const rule = defineRule({
  name: 'definition-description',
  summary: 'The comment above an ARG or a stage does not begin with its name.',
  category: 'style',
  severity: 'info',
  codes: ['buildkit:InvalidDefinitionDescription'],
  about: { traits: ['check'] },
  docs: {
    why: '`docker build --call=outline` shows the comment above an ARG or a stage as its description when it begins with the name. BuildKit counts this check as experimental, so it is off unless `# check=experimental=…` names it.',
    bad: `# check=experimental=InvalidDefinitionDescription
# The version of the application.
ARG VERSION=1
FROM debian:trixie-slim
`,
    good: `# check=experimental=InvalidDefinitionDescription
# VERSION is the version of the application.
ARG VERSION=1
FROM debian:trixie-slim
`,
    ignoreWhen: 'The comment is not meant as a description; a blank line below it says so.',
  },
  check({ document, analysis }) {
    const findings: Finding[] = []
    if (!isSwitchedOn(document.directives.check)) return findings
    for (const instruction of analysis.instructions) {
      const names = namesOf(instruction)
      const [first] = names
      const comment = instruction.comments.at(-1)
      if (first === undefined || comment === undefined || names.includes(comment.split(' ')[0] ?? '')) continue
      findings.push({
        message: `The comment above \`${first}\` does not begin with that name, so it is not shown as its description.`,
        hint: `Write \`# ${first} …\`, or put a blank line below the comment.`,
        at: instruction,
      })
    }
    return findings
  },
})
