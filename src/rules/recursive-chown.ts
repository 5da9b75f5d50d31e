import type { CommandUse } from '../analysis/commands.js'
import type { Step } from '../analysis/stage-node.js'
import { hasLetter, hasOption, operandsOf } from './support/command-line.js'
import { firstSteps, withParents } from './support/first-steps.js'
import { destinationOf, pathOfWord } from './support/image-path.js'
import { imageStages } from './support/image-stages.js'
import { defineRule } from './support/rule.js'
import type { Finding } from './support/rule.js'

/** Whether a COPY or ADD brings more than single files. */
const isMuch = ({ copy, instruction }: Step): boolean =>
  copy !== undefined &&
  (instruction.kind === 'copy' || instruction.kind === 'add') &&
  copy.sources.some(({ value }) => {
    const name = value.replace(/\/+$/, '').split('/').at(-1) ?? ''
    return value.endsWith('/') || !/\.\w+$/.test(name) || /[*?]/.test(name)
  })

const isRecursive = ({ command: { args } }: CommandUse): boolean =>
  hasLetter(args, 'R') || hasOption(args, '--recursive')

export const rule = defineRule({
  name: 'recursive-chown',
  summary: 'The owner or mode of copied files is changed in a layer of its own.',
  category: 'cache',
  severity: 'warning',
  codes: [],
  about: { programs: ['chown', 'chgrp', 'chmod'] },
  docs: {
    why: 'A layer holds whole files: one whose owner or mode changes is stored again. `chown -R` behind COPY makes the image larger by everything that was copied, and downloads as well.',
    bad: `FROM python:3.14-slim-trixie
WORKDIR /app
COPY . .
RUN useradd --uid 10001 app && chown -R app /app
USER 10001
CMD ["python", "-m", "app"]
`,
    good: `FROM python:3.14-slim-trixie
WORKDIR /app
RUN useradd --uid 10001 app && chown app /app
COPY --chown=10001:10001 . .
USER 10001
CMD ["python", "-m", "app"]
`,
    ignoreWhen: 'Only a few small files are below the path.',
  },
  check({ analysis, options }) {
    const findings: Finding[] = []
    const uses = analysis.commands('chown', 'chgrp', 'chmod').filter(isRecursive)
    if (uses.length === 0) return findings
    const kept = imageStages(analysis, options)
    const copied = firstSteps<true>()
    for (const step of analysis.steps('copy', 'add')) {
      const destination = isMuch(step) ? destinationOf(step) : undefined
      for (const path of destination === undefined ? [] : withParents(destination.path)) copied.note(step, path, true)
    }
    const reported = new Set<Step>()
    for (const use of uses) {
      const { command, step, stage } = use
      const { name = '', args } = command
      if (!kept.has(stage) || step.instruction.kind === 'onbuild' || reported.has(step)) continue
      const operands = operandsOf(args)
      const path = (hasOption(args, '--reference') ? operands : operands.slice(1))
        .map((word) => pathOfWord(use, word.replace(/(?<=.)\/\*$/, '')))
        .find((each) => each !== undefined && copied.before(step, each) !== undefined)
      if (path === undefined) continue
      reported.add(step)
      const what = name.slice(name.lastIndexOf('/') + 1)
      findings.push({
        message: `\`${what} -R\` stores everything that was copied to \`${path}\` a second time in this layer.`,
        hint:
          what === 'chmod'
            ? 'Set the mode where it is copied: `COPY --chmod=…`.'
            : 'Set the owner where it is copied: `COPY --chown=…`.',
        at: use.at,
      })
    }
    return findings
  },
})
