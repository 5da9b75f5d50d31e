import { callReport, listed } from './support/call-reports.js'
import { withoutFlags } from './support/flags.js'
import { defineRule } from './support/rule.js'
import type { Finding } from './support/rule.js'
import { byRun, callsOf } from './support/run-calls.js'
import type { RunCall } from './support/run-calls.js'

const verbs = ['install', 'get', 'run']

const isPinned = (operand: string): boolean =>
  /^[./]/.test(operand) || (operand.includes('@') && !/@(?:latest|none)$/.test(operand))

const isBad = ({ args }: RunCall): boolean => {
  const operands = withoutFlags(args)
  if (!operands.some((each) => verbs.includes(each))) return false
  const packages = operands.filter((each) => !verbs.includes(each) && (each !== 'tool' || operands.includes('run')))
  const looked = operands.includes('run') ? packages.slice(0, 1) : packages
  return looked.some((each) => !isPinned(each))
}

const moving = /@(?:latest|upgrade|main|master|HEAD)$/
/** A path that begins with a host: `github.com/user/name`. */
const remote = /^[\w-]+\.[\w.-]+\/[^@]+$/

/** What is taken in another version tomorrow: without a version the module's own go.mod says it, but for `get`. */
const looseOf = ({ args }: RunCall): readonly string[] => {
  const [verb, ...packages] = withoutFlags(args, ['C', 'tags', 'ldflags', 'mod', 'modfile'])
  if (verb === undefined || !verbs.includes(verb)) return []
  const looked = verb === 'run' ? packages.slice(0, 1) : packages
  return looked.filter((each) => moving.test(each) || (verb === 'get' && remote.test(each)))
}

export const rule = defineRule({
  name: 'unpinned-go',
  summary: '`go` takes whatever version of a module is the newest on the day of the build.',
  category: 'packages',
  severity: 'warning',
  codes: ['hadolint:DL3062'],
  hadolint: [
    callReport({
      code: 'hadolint:DL3062',
      message: 'hadolint takes a word of this command for a module without a version.',
      programs: ['go'],
      isBad,
    }),
  ],
  about: { programs: ['go'] },
  docs: {
    why: 'A new release changes or breaks the image without any change of yours, and nobody can build the old one again. The module proxy keeps every version, so that pinning costs nothing.',
    bad: `FROM golang:1.26-trixie
RUN go install github.com/air-verse/air@latest
`,
    good: `FROM golang:1.26-trixie
RUN go install github.com/air-verse/air@v1.63.0
`,
    ignoreWhen: 'The image is thrown away at the end of the day, and you want the newest version in it.',
  },
  check({ analysis }) {
    const findings: Finding[] = []
    for (const [{ at, script }, calls] of byRun(callsOf(analysis, ['go']))) {
      // With GOPATH the version is what is checked out then.
      if (/\bgit checkout\b/.test(script?.text ?? '')) continue
      const loose = calls.flatMap(looseOf)
      if (loose.length === 0) continue
      findings.push({
        message: `${listed(loose)}: another version may come with every build, without any change of yours.`,
        hint: 'Write `path@v1.2.3`, or make it a tool of your module (`go get -tool`) and run `go tool name`.',
        at,
      })
    }
    return findings
  },
})
