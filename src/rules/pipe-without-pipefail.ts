import type { Pipeline } from 'unbash'
import type { Analysis } from '../analysis/analyse.js'
import type { Instruction } from '../model/instruction.js'
import { pipelinesOf } from './support/pipelines.js'
import { defineRule } from './support/rule.js'
import type { Finding } from './support/rule.js'
import { hadolintRun, runCalls } from './support/run-calls.js'
import type { RunUse } from './support/run-calls.js'
import { wordText } from './support/word-text.js'

const known = ['/bin/bash', '/bin/zsh', '/bin/ash', 'bash', 'zsh', 'ash']
const others = ['pwsh', 'powershell', 'cmd']

/** Whether a SHELL has the option, or is none that could have it. */
const isContent = (shell: readonly string[]): boolean => {
  const [program = '', ...args] = shell.join(' ').split(/\s+/)
  if (others.includes(program.replace(/\.exe$/, ''))) return true
  return (
    known.includes(program) &&
    args.some((arg, index) => arg === 'pipefail' && /^-[a-zA-Z]*o/.test(args[index - 1] ?? ''))
  )
}

/** The RUNs in which hadolint sees a pipe: the SHELL of the stage itself counts, that of its base does not. */
const pipesForHadolint = (analysis: Analysis): readonly Instruction[] => {
  const uses = new Map(runCalls(analysis).runs.map((use) => [use.at, use]))
  return analysis.stages.flatMap(({ stage }) => {
    let content = false
    return stage.instructions.flatMap((each) => {
      if (each.kind === 'shell') content = isContent(each.args)
      const use = each.kind === 'run' && !content ? uses.get(each) : undefined
      const script = use && hadolintRun(use).script
      return script !== undefined && pipelinesOf(script).length > 0 ? [each] : []
    })
  })
}

/** Whether a shell is started so that pipes fail: `["/bin/bash", "-eo", "pipefail", "-c"]`. */
const startsWithPipefail = (shell: readonly string[] | undefined): boolean =>
  shell?.some((arg) => /\bpipefail\b/.test(arg)) === true

const setsPipefail = /\bset\s+(?:-\S+\s+)*(?:-[a-zA-Z]*o\s+)?pipefail|-o\s+pipefail/

/** Commands that do not fail, or whose failure says nothing. */
const harmless = 'echo printf yes true : cat cd ls find grep egrep head tail sort set env dpkg awk sed tr cut ps'.split(
  ' ',
)
const downloads = ['curl', 'wget']

/** Programs that fail when nothing reaches them, or only a part: the failure in front of them is theirs, too. */
const strict =
  'tar bsdtar gunzip unxz bunzip2 unzstd zcat xzcat bzcat apt-key sha256sum sha512sum sha1sum md5sum'.split(' ')

/** Whether the last command of a pipe fails when what stands in front of it does. */
const isStrict = ({ commands }: Pipeline): boolean => {
  const last = commands.at(-1)
  if (last?.type !== 'Command') return false
  const name = last.name?.value ?? ''
  const args = last.args.map(wordText)
  if (name === 'gpg')
    return args.some((arg) => arg === '--dearmor' || arg === '--import' || arg === '--verify' || arg === '--decrypt')
  // `sha256sum` without `-c` takes anything.
  return strict.includes(name) && (!name.endsWith('sum') || args.some((arg) => /^-[a-z]*c|^--check$/.test(arg)))
}

const nameOf = ({ commands: [first] }: Pipeline): string | undefined =>
  first?.type === 'Command' ? first.name?.value : undefined

/** The name of a first command that may fail; `undefined` where none is worth a word. */
const hiddenFailure = ({ script, step }: RunUse): string | undefined => {
  if (script === undefined || script.broken || startsWithPipefail(step.before.shell)) return undefined
  if (setsPipefail.test(script.text)) return undefined
  const names = pipelinesOf(script).flatMap((pipeline) => (isStrict(pipeline) ? [] : (nameOf(pipeline) ?? [])))
  return names.find((name) => downloads.includes(name)) ?? names.find((name) => !harmless.includes(name))
}

export const rule = defineRule({
  name: 'pipe-without-pipefail',
  summary: 'The failure of a command in front of a pipe does not fail the build.',
  category: 'runtime',
  severity: 'info',
  codes: ['hadolint:DL4006'],
  hadolint: [
    {
      code: 'hadolint:DL4006',
      message: 'hadolint misses `-o pipefail` in the SHELL above this pipe.',
      places: ({ analysis }) => pipesForHadolint(analysis),
    },
  ],
  about: { traits: ['pipe'] },
  docs: {
    why: 'A pipe succeeds when its last command does. When the download in front of it fails, what stands behind it works on nothing or on half a file, and the broken result is cached. `tar`, `gpg --dearmor` and `sha256sum -c` fail themselves then, and are not reported.',
    bad: `FROM debian:trixie
RUN curl -fsSL https://example.com/defaults.conf | sed 's/8080/80/' > /etc/example.conf
`,
    good: `FROM debian:trixie
SHELL ["/bin/bash", "-o", "pipefail", "-c"]
RUN curl -fsSL https://example.com/defaults.conf | sed 's/8080/80/' > /etc/example.conf
`,
    ignoreWhen: 'What stands behind the pipe fails on its own when it gets nothing.',
  },
  check({ analysis }) {
    const findings: Finding[] = []
    for (const use of runCalls(analysis).runs) {
      if (use.script?.text.includes('|') !== true) continue
      const name = hiddenFailure(use)
      if (name === undefined) continue
      findings.push({
        message: `When \`${name}\` fails in front of this pipe, the build goes on.`,
        hint: 'Write `SHELL ["/bin/bash", "-o", "pipefail", "-c"]` above (`/bin/ash` on Alpine), or save the result to a file first.',
        at: use.at,
        ...(downloads.includes(name) ? { severity: 'warning' as const } : {}),
      })
    }
    return findings
  },
})
