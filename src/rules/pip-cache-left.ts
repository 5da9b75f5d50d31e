import type { Analysis } from '../analysis/analyse.js'
import type { Instruction } from '../model/instruction.js'
import { isMountedAway, mountsCacheAt } from './support/cache-mounts.js'
import { callReport } from './support/call-reports.js'
import { isRemovalOf } from './support/cleaned.js'
import { imageName } from './support/hadolint-stages.js'
import { imageStages } from './support/image-stages.js'
import { hadolintPipInstall, pipInstall } from './support/pip-install.js'
import { optionFix } from './support/option-fix.js'
import { defineRule } from './support/rule.js'
import type { Finding } from './support/rule.js'
import { byRun, callsOf, hadolintRun } from './support/run-calls.js'
import type { RunCall } from './support/run-calls.js'
import { documentCache } from '../analysis/document-cache.js'

const yes = /^["']?(?:1|on|yes|true)["']?$/i

/** The RUNs in front of which hadolint has seen an ENV that switches the cache off, in the stage or one of that name. */
const switchedOff = ({ stages }: Analysis): ReadonlySet<Instruction> => {
  const known = switchCache.get(stages)
  if (known !== undefined) return known
  const found = new Set<Instruction>()
  const names = new Map<string, boolean>()
  for (const { stage } of stages) {
    let isOff = names.get(imageName(stage.from.image)) === true
    for (const each of stage.instructions) {
      if (each.kind === 'env')
        isOff ||= each.pairs.some(({ name, value }) => name === 'PIP_NO_CACHE_DIR' && yes.test(value))
      if (isOff && each.kind === 'run') found.add(each)
    }
    names.set(stage.from.as ?? imageName(stage.from.image), isOff)
  }
  switchCache.set(stages, found)
  return found
}

const switchCache = documentCache<object, ReadonlySet<Instruction>>()

const isBad = (call: RunCall, analysis: Analysis): boolean => {
  if (call.name.startsWith('pipx') || hadolintPipInstall(call) === undefined) return false
  const { run, at } = call.use
  return (
    !call.args.includes('--no-cache-dir') &&
    !mountsCacheAt(run, '.cache/pip') &&
    !/PIP_NO_CACHE_DIR=(?:1|on|yes|true)/i.test(hadolintRun(call.use).script?.text ?? '') &&
    !switchedOff(analysis).has(at)
  )
}

/** Whether pip is told by a variable to keep nothing, at least so far as the file says. */
const isOffByVariable = ({ use: { step, stage, script } }: RunCall): boolean =>
  /\bPIP_NO_CACHE_DIR=/.test(script?.text ?? '') ||
  stage.declared.has('PIP_NO_CACHE_DIR') ||
  stage.scope.has('PIP_NO_CACHE_DIR') ||
  step.stage.facts?.name === undefined

const leavesCache = (call: RunCall): boolean => {
  if (call.name === 'uv' || call.name === 'pipx' || pipInstall(call) === undefined) return false
  return !call.args.some((arg) => /^--no-ca|^--cache-dir|^--target$/.test(arg))
}

export const rule = defineRule({
  name: 'pip-cache-left',
  summary: 'What pip has downloaded stays in the image a second time.',
  category: 'cache',
  severity: 'info',
  codes: ['hadolint:DL3042'],
  hadolint: [
    callReport({
      code: 'hadolint:DL3042',
      message: 'hadolint misses `--no-cache-dir`.',
      programs: /^pip|^python/,
      isBad,
    }),
  ],
  about: { programs: /^(?:pip|python)/ },
  docs: {
    why: '`pip` keeps each package that it downloads or builds in `~/.cache/pip`: bytes that nothing in a container reads again.',
    bad: `FROM python:3.14-slim-trixie
RUN pip install flask==3.1.2
`,
    good: `FROM python:3.14-slim-trixie
RUN pip install --no-cache-dir flask==3.1.2
`,
    ignoreWhen: 'A setting of pip in the base image switches the cache off.',
  },
  check(context) {
    const findings: Finding[] = []
    const { analysis, options } = context
    const calls = callsOf(analysis, /^(?:pip|python)/).filter(leavesCache)
    if (calls.length === 0) return findings
    const stages = imageStages(analysis, options)
    for (const [use, installs] of byRun(calls)) {
      const [call] = installs
      if (call === undefined || !stages.has(use.stage) || isOffByVariable(call)) continue
      const isMounted = isMountedAway(use.run, '/root/.cache/pip') || mountsCacheAt(use.run, '.cache')
      const behind = use.calls.slice(use.calls.indexOf(call) + 1)
      if (isMounted || behind.some(({ name, args }) => name === 'rm' && args.some((arg) => arg.includes('.cache'))))
        continue
      if (behind.some((each) => isRemovalOf(each, '/root/.cache/pip') || each.args.join(' ').startsWith('cache purge')))
        continue
      findings.push({
        message: '`pip install` keeps what it downloads in the image, beside what it installs.',
        hint: 'Add `--no-cache-dir`, or mount a cache at `/root/.cache/pip`.',
        at: use.at,
        ...optionFix('--no-cache-dir', installs, ['install'], context),
      })
    }
    return findings
  },
})
