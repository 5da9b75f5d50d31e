import type { CommandUse } from '../analysis/commands.js'
import { stepsBefore } from './support/image-path.js'
import { defineRule } from './support/rule.js'

const isUpdate = ({ command }: CommandUse): boolean => command.args.includes('update')

const isInstall = ({ command: { args } }: CommandUse): boolean =>
  args.some((arg) => ['install', 'build-dep', 'upgrade', 'dist-upgrade', 'full-upgrade', 'add'].includes(arg)) &&
  !args.some((arg) => /\.(?:deb|apk)$/.test(arg))

export const rule = defineRule({
  name: 'stale-package-index',
  summary: 'Packages are installed with an index that an earlier layer fetched.',
  category: 'packages',
  severity: 'warning',
  codes: [],
  docs: {
    why: 'A layer is reused as long as its text is the same, and so is the index in it. After a few weeks the versions in the old index are gone from the mirrors: an install that is added below fails with 404, or brings packages with known holes.',
    bad: `FROM debian:trixie-slim
RUN apt-get update
RUN apt-get install -y --no-install-recommends curl && rm -rf /var/lib/apt/lists/*
`,
    good: `FROM debian:trixie-slim
RUN apt-get update && apt-get install -y --no-install-recommends curl && rm -rf /var/lib/apt/lists/*
`,
    ignoreWhen: 'The image is always built without the cache.',
  },
  *check({ analysis }) {
    const uses = analysis.commands('apt-get', 'apt', 'apk')
    if (uses.length < 2) return
    const updated = new Set(uses.filter(isUpdate).map(({ step }) => step))
    const reported = new Set<unknown>()
    for (const use of uses) {
      if (!isInstall(use) || use.command.guarded || updated.has(use.step) || reported.has(use.stage)) continue
      // `--no-cache` and its kind fetch the index; scripts and cache mounts may hold a newer one.
      if (
        use.command.args.some((arg) =>
          /^(?:--no-cache|--update(?:-cache)?|-\w*U\w*|--print-uris|--no-download)$/.test(arg),
        )
      )
        continue
      if (use.step.mounts?.some(({ mount }) => mount.type === 'cache') === true) continue
      const earlier = new Set(stepsBefore(use.step))
      const update = uses.findLast((each) => isUpdate(each) && earlier.has(each.step))
      if (update === undefined || /\/var\/lib\/apt\/lists|apk\/\*/.test(update.script.text)) continue
      reported.add(use.stage)
      const program = use.command.name ?? ''
      yield {
        message: `This install uses the index of \`${program} update\` in an earlier layer, which may be weeks old when the layer comes from the cache.`,
        hint: `Write \`${program} update && ${program} ${program === 'apk' ? 'add' : 'install'} …\` in one RUN${program === 'apk' ? ', or `apk add --no-cache`' : ''}.`,
        at: use.at,
      }
    }
  },
})
