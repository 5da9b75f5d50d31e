import type { Step } from '../analysis/stage-node.js'
import { defineRule } from './support/rule.js'
import type { Finding } from './support/rule.js'

const plain = (word: string): string => word.replaceAll(/["']/g, '')

/** The words of an instruction that are paths in the image, and what takes them. */
const pathsOf = ({ instruction, copy, mounts = [] }: Step): readonly (readonly [what: string, word: string])[] => {
  switch (instruction.kind) {
    case 'workdir':
      return [['WORKDIR', instruction.path]]
    case 'copy':
    case 'add':
      return copy === undefined ? [] : [[instruction.kind.toUpperCase(), copy.destination.word]]
    case 'run':
      return mounts.flatMap(({ target }) =>
        target === undefined ? [] : [['the target of a mount', target.word] as const],
      )
    case 'volume':
      return instruction.paths.map((path) => ['VOLUME', path] as const)
    case 'env':
      return instruction.pairs.map(({ value }) => ['ENV', value] as const)
    default:
      return []
  }
}

export const rule = defineRule({
  name: 'unexpanded-tilde',
  summary: 'A path begins with `~`, which stands for a home only in a shell.',
  category: 'runtime',
  severity: 'warning',
  codes: [],
  docs: {
    why: 'Instructions know no home: `COPY x ~/` and a mount at `~/.cache` make a directory that is called `~`, and nothing looks there. ENV keeps the sign as it is, and hardly any program resolves it.',
    bad: `FROM python:3.14-slim
WORKDIR /app
RUN --mount=type=cache,target=~/.cache/pip pip install flask==3.1.2
`,
    good: `FROM python:3.14-slim
WORKDIR /app
RUN --mount=type=cache,target=/root/.cache/pip pip install flask==3.1.2
`,
    ignoreWhen: 'The directory really is called like that, or what reads the variable resolves it.',
  },
  check({ analysis, options }) {
    const findings: Finding[] = []
    if (options.text?.includes('~') === false) return findings
    for (const step of analysis.steps('workdir', 'copy', 'add', 'run', 'volume', 'env')) {
      for (const [what, word] of pathsOf(step)) {
        if (!word.includes('~')) continue
        const path = plain(word)
        const found =
          what === 'ENV' ? /(?:^|:)~\/[^:\s]*/.exec(path)?.[0].replace(':', '') : /^~(?:\/.*)?$/.exec(path)?.[0]
        if (found === undefined) continue
        findings.push({
          message:
            what === 'ENV'
              ? `ENV does not resolve \`${found}\`: the variable holds the sign \`~\`, and hardly any program takes that for a home.`
              : `\`${found}\` in ${what} is a directory called \`~\`, not a home: only a shell resolves it.`,
          hint: 'Write the whole path, such as `/root/…`.',
          at: step.place,
          ...(what === 'ENV' ? { severity: 'info' as const } : {}),
        })
      }
    }
    return findings
  },
})
