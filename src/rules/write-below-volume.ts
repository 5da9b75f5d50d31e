import { isWithin } from '../analysis/posix-path.js'
import { expand } from '../analysis/expansion.js'
import { operandsOf, unwrapped } from './support/command-line.js'
import { pathAt, pathOfWord, stepsBefore } from './support/image-path.js'
import { defineRule } from './support/rule.js'

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
  *check({ analysis, options }) {
    const { builder = 'buildkit' } = options
    if (builder === 'buildkit') return
    const volumes = analysis.steps('volume')
    if (volumes.length === 0) return
    const reported = new Set<unknown>()
    for (const use of analysis.commands(...writers)) {
      if (reported.has(use.step)) continue
      const before = new Set(stepsBefore(use.step))
      const paths = volumes.flatMap((step) => {
        const texts = before.has(step) ? step.instruction.paths : []
        return texts.flatMap((text) => pathAt(step, expand(text, step.stage.scope, '\\').value) ?? [])
      })
      if (paths.length === 0) continue
      const [, args] = unwrapped(use.command.name, use.command.args)
      const targets = (use.command.node?.redirects ?? []).flatMap((each) =>
        each.type === 'Redirect' && each.operator.startsWith('>') ? (each.target?.text ?? []) : [],
      )
      const written = [...operandsOf(args), ...targets].flatMap((word) => pathOfWord(use, word) ?? [])
      const found = written.flatMap((path) => paths.find((volume) => isWithin(path, volume)) ?? [])[0]
      if (found === undefined) continue
      reported.add(use.step)
      yield {
        message: `\`${found}\` is a volume from above: ${builder} may throw away what this RUN writes there.`,
        hint: 'Move VOLUME to the end.',
        at: use.at,
      }
    }
  },
})
