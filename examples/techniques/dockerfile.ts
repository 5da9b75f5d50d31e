import { aptInstall, stage, type StageStep } from 'gen-dockerfile'

const debian = () => stage().from('debian:trixie-slim')

const program: StageStep = (s) =>
  s.copy('summary.sh', '/usr/local/bin/summary', { chmod: '0755' }).user(10001, 10001).entrypoint(['summary'])

const separateRuns = debian()
  .run('apt-get update')
  .comment(
    "Versions are not pinned: Debian's mirrors drop old ones, so a pin would break later builds.\nhadolint ignore=DL3008",
  )
  .run('apt-get install -y jq')
  .comment('Too late: the lists stay in the layer of the first RUN.')
  .run('apt-get clean && rm -rf /var/lib/apt/lists/*')
  .use(program)
  .ignore({ rule: 'apt-lists-left', reason: 'what this rung shows' })
  .ignore({ rule: 'deleted-in-later-layer', reason: 'what this rung shows' })
  .ignore({ rule: 'stale-package-index', reason: 'three layers are what this rung shows; the next has one' })
  .ignore({ rule: 'apt-recommends', reason: 'part of what the next rung takes off' })

const oneRun = debian()
  .use(aptInstall(['jq']))
  .use(program)

const cacheMounts = debian()
  .use(aptInstall(['jq'], { cache: true }))
  .use(program)

// Debian replaces 1.7.1-6 by 1.7.1-6+deb13u1: a pattern survives that, and holds the version that is meant.
const pinnedPackages = debian()
  .use(aptInstall(['jq=1.7.*']))
  .use(program)

export default {
  'separate-runs': separateRuns,
  'one-run': oneRun,
  'cache-mounts': cacheMounts,
  'pinned-packages': pinnedPackages,
}
