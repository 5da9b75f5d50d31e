import { isMountedAway, mountsCacheAt } from './support/cache-mounts.js'
import { hadolintImageStages } from './support/hadolint-stages.js'
import { imageStages } from './support/image-stages.js'
import { defineRule } from './support/rule.js'
import type { Finding } from './support/rule.js'
import { byRun, callsOf, hadolintCalls, hadolintRun } from './support/run-calls.js'
import type { RunCall } from './support/run-calls.js'

const installs = ({ name, args }: RunCall): boolean => name === 'yarn' && args.includes('install')

/** What hadolint takes for a call that cleans. */
const cleansForHadolint = ({ name, args }: RunCall): boolean =>
  name === 'yarn' && (args.includes('cache') || args.includes('clean'))

const cleans = ({ name, args }: RunCall): boolean => name === 'yarn' && args.includes('cache') && args.includes('clean')

const cache = '/usr/local/share/.cache/yarn'

/** `yarn`, `yarn install …`, `yarn add …`, `yarn global add …` */
const brings = ({ args }: RunCall): boolean =>
  (args.every((arg) => arg.startsWith('-')) && !args.some((arg) => /^(?:-v|-h|--version|--help)$/.test(arg))) ||
  /^(?:install|add|global add)\b/.test(args.join(' '))

export const rule = defineRule({
  name: 'yarn-cache-left',
  summary: 'What yarn has downloaded stays in the image a second time.',
  category: 'cache',
  severity: 'info',
  codes: ['hadolint:DL3060'],
  hadolint: [
    {
      code: 'hadolint:DL3060',
      message: 'hadolint misses `yarn cache clean`.',
      places: ({ analysis }) => {
        const calls = hadolintCalls(analysis, ['yarn']).filter(installs)
        if (calls.length === 0) return []
        const stages = hadolintImageStages(analysis)
        return [...byRun(calls).keys()].flatMap((use) => {
          const { at, run, stage, onbuild } = use
          if (!onbuild && !stages.has(stage)) return []
          const seen = hadolintRun(use).calls
          const clean = seen.findIndex(cleansForHadolint)
          const isBad = clean < 0 ? !mountsCacheAt(run, '.cache/yarn') : clean < seen.findIndex(installs)
          return isBad ? [at] : []
        })
      },
    },
  ],
  about: { programs: ['yarn'] },
  docs: {
    why: 'Yarn 1 keeps the archive of each package in its cache: as many bytes again as the modules themselves, which nothing in a container reads.',
    bad: `FROM node:24-trixie-slim
COPY package.json yarn.lock ./
RUN yarn install --frozen-lockfile
`,
    good: `FROM node:24-trixie-slim
COPY package.json yarn.lock ./
RUN --mount=type=cache,target=/usr/local/share/.cache/yarn yarn install --frozen-lockfile
`,
    ignoreWhen: 'The cache is kept somewhere else, or Yarn 2 or newer runs without a global cache.',
  },
  check({ analysis, options }) {
    const findings: Finding[] = []
    const calls = callsOf(analysis, ['yarn']).filter(brings)
    if (calls.length === 0) return findings
    const stages = imageStages(analysis, options)
    for (const [use] of byRun(calls)) {
      if (!stages.has(use.stage) || isMountedAway(use.run, cache) || mountsCacheAt(use.run, 'yarn')) continue
      if (use.calls.some(cleans) || /\.cache|--cache-folder|yarn-offline|--immutable/.test(use.script?.text ?? ''))
        continue
      findings.push({
        message: '`yarn` keeps what it downloads in the image, beside what it installs.',
        hint: `Add \`&& yarn cache clean\`, or mount a cache at \`${cache}\`.`,
        at: use.at,
      })
    }
    return findings
  },
})
