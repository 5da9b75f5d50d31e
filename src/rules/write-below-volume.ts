import { expand } from '../analysis/expansion.js'
import { operandsOf, unwrapped } from './support/command-line.js'
import { firstSteps, withParents } from './support/first-steps.js'
import { pathAt, pathOfWord } from './support/image-path.js'
import { defineRule } from './support/rule.js'
import type { Finding } from './support/rule.js'

/** Programs that write to the paths they are given. */
const writers = [
  'mkdir',
  'touch',
  'cp',
  'mv',
  'chown',
  'chmod',
  'tar',
  'unzip',
  'install',
  'ln',
  'git',
  'echo',
  'cat',
  'tee',
  'wget',
  'curl',
]

export const rule = defineRule({
  name: 'write-below-volume',
  summary: 'A RUN writes below a VOLUME, which some builders throw away.',
  category: 'portability',
  severity: 'warning',
  codes: [],
  about: { instructions: ['volume'], given: 'builder' },
  docs: {
    why: 'BuildKit keeps what a RUN writes below a VOLUME. kaniko leaves volumes out of its layers, Buildah does so with `--compat-volumes` (always, before 1.29), and the old builder of Docker did: there the files are not in the image.',
    bad: `FROM debian:trixie-slim
VOLUME /data
RUN mkdir -p /data/db
`,
    good: `FROM debian:trixie-slim
RUN mkdir -p /data/db
VOLUME /data
`,
    ignoreWhen: 'Your release of the builder keeps them.',
    setting: { builder: 'kaniko' },
  },
  check({ analysis, options }) {
    const findings: Finding[] = []
    const { builder = 'buildkit' } = options
    if (builder === 'buildkit') return findings
    const volumes = analysis.steps('volume')
    if (volumes.length === 0) return findings
    const noted = firstSteps<string>()
    for (const step of volumes)
      for (const text of step.instruction.paths) {
        const path = pathAt(step, expand(text, step.stage.scope, '\\').value)
        if (path !== undefined) noted.note(step, path, path)
      }
    const reported = new Set<unknown>()
    for (const use of analysis.commands(...writers)) {
      if (reported.has(use.step)) continue
      const [, args] = unwrapped(use.command.name, use.command.args)
      const targets = (use.command.node?.redirects ?? []).flatMap((each) =>
        each.type === 'Redirect' && each.operator.startsWith('>') ? (each.target?.text ?? []) : [],
      )
      const found = [...operandsOf(args), ...targets]
        .flatMap((word) => withParents(pathOfWord(use, word) ?? ''))
        .flatMap((path) => noted.before(use.step, path) ?? [])[0]
      if (found === undefined) continue
      reported.add(use.step)
      findings.push({
        message: `\`${found}\` is a volume from above: ${builder} may throw away what this RUN writes there.`,
        hint: 'Move VOLUME to the end.',
        at: use.at,
      })
    }
    return findings
  },
})
