import type { CommandUse } from '../analysis/commands.js'
import { firstSteps } from './support/first-steps.js'
import { defineRule } from './support/rule.js'
import type { Finding } from './support/rule.js'

const managerOf = ({ command: { name = '' } }: CommandUse): string => (name.endsWith('apk') ? 'apk' : 'apt')

const isUpdate = ({ command }: CommandUse): boolean => command.args.includes('update')

/** Whether something else in the script fetches an index: a repository that is added, a script that somebody else wrote. */
const mayRefresh = ({ script }: CommandUse): boolean =>
  script.commands.some(({ name }) => /^(?:add-apt-repository|(?:ba|da)?sh|\.{0,2}\/.+|source|\.)$/.test(name ?? ''))

const isInstall = ({ command: { args } }: CommandUse): boolean =>
  args.some((arg) => ['install', 'build-dep', 'upgrade', 'dist-upgrade', 'full-upgrade', 'add'].includes(arg)) &&
  !args.some((arg) => /\.(?:deb|apk)$/.test(arg))

export const rule = defineRule({
  name: 'stale-package-index',
  summary: 'Packages are installed with an index that an earlier layer fetched.',
  category: 'packages',
  severity: 'warning',
  codes: [],
  about: { programs: ['apt-get', 'apt', 'apk'] },
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
  check({ analysis }) {
    const findings: Finding[] = []
    const uses = analysis.commands('apt-get', 'apt', 'apk')
    if (uses.length < 2) return findings
    const updated = new Set(uses.filter(isUpdate).map(({ step }) => step))
    const kept = firstSteps<CommandUse>()
    for (const use of uses)
      if (isUpdate(use) && !/\/var\/lib\/apt\/lists|apk\/\*|dist-?clean/.test(use.script.text))
        kept.note(use.step, managerOf(use), use)
    const reported = new Set<unknown>()
    for (const use of uses) {
      if (!isInstall(use) || use.command.guarded || updated.has(use.step) || reported.has(use.stage)) continue
      // `--no-cache` and its kind fetch the index; cache mounts may hold a newer one.
      if (
        use.command.args.some((arg) =>
          /^(?:--no-cache|--update(?:-cache)?|-\w*U\w*|--print-uris|--no-download)$/.test(arg),
        )
      )
        continue
      if (use.step.mounts?.some(({ mount }) => mount.type === 'cache') === true) continue
      if (kept.before(use.step, managerOf(use)) === undefined || mayRefresh(use)) continue
      reported.add(use.stage)
      const program = use.command.name ?? ''
      findings.push({
        message: `This install uses the index of \`${program} update\` in an earlier layer, which may be weeks old when the layer comes from the cache.`,
        hint: `Write \`${program} update && ${program} ${program === 'apk' ? 'add' : 'install'} …\` in one RUN${program === 'apk' ? ', or `apk add --no-cache`' : ''}.`,
        at: use.at,
      })
    }
    return findings
  },
})
