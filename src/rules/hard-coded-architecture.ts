import type { Analysis } from '../analysis/analyse.js'
import type { CommandUse } from '../analysis/commands.js'
import type { Step } from '../analysis/stage-node.js'
import { curlValued, operandsOf, unwrapped } from './support/command-line.js'
import { defineRule } from './support/rule.js'
import type { Finding } from './support/rule.js'

/** An architecture as names of downloads spell it, between other words. */
const architecture =
  /(?:^|[^a-z0-9])(amd64|x86[_-]64|arm64|aarch64|armhf|armv7|linux64|linux-x64|linux-x86)(?![a-z0-9])/i

const platformVariable = /\b(?:TARGET|BUILD)(?:ARCH|PLATFORM)\b/

/** Whether the file means to build for several platforms: it asks for the one that is built. */
const isForSeveral = (analysis: Analysis): boolean =>
  analysis.stages.some(({ platform }) => platformVariable.test(platform?.word ?? '')) ||
  analysis
    .steps('arg')
    .some(({ instruction }) => instruction.args.some(({ name }) => /^TARGET(?:ARCH|PLATFORM)$/.test(name)))

/** What asks for the machine's own architecture. */
const asks = /\b(?:uname|dpkg --print-architecture|apk --print-arch|arch\b|TARGETARCH|TARGETPLATFORM|BUILDARCH|case)\b/

const urlsOf = ({ command }: CommandUse): readonly string[] => {
  const [program, args] = unwrapped(command.name, command.args)
  if (program === 'curl')
    return operandsOf(
      args,
      [...curlValued].map((letter) => `-${letter}`),
    )
  return operandsOf(args, ['-O', '-o', '-P', '--output-document'])
}

const architectureIn = (text: string): string | undefined =>
  /^(?:https?|ftp):/.test(text) && !text.includes('$') ? architecture.exec(text)?.[1] : undefined

const isPinned = ({ stage }: Step): boolean => stage.platform !== undefined && !stage.platform.word.includes('$')

export const rule = defineRule({
  name: 'hard-coded-architecture',
  summary: 'A file for several platforms downloads a program for one.',
  category: 'portability',
  severity: 'warning',
  codes: [],
  about: { instructions: ['add'], programs: ['curl', 'wget'] },
  docs: {
    why: 'The rest of the file follows `--platform`; this download does not. The image for the other platform holds a program that cannot run there, which shows as "exec format error" when it is called.',
    bad: `FROM debian:trixie-slim
ARG TARGETARCH
ADD https://example.com/tool-linux-amd64 /usr/local/bin/tool
COPY app-$TARGETARCH /usr/local/bin/app
`,
    good: `FROM debian:trixie-slim
ARG TARGETARCH
ADD https://example.com/tool-linux-$TARGETARCH /usr/local/bin/tool
COPY app-$TARGETARCH /usr/local/bin/app
`,
    ignoreWhen: 'The download holds programs for all platforms, or is only used while building.',
  },
  check({ analysis }) {
    const findings: Finding[] = []
    if (!isForSeveral(analysis)) return findings
    const report = (name: string, step: Step) => ({
      message: `This fetches a file for \`${name}\`, and the rest of the file is for any platform: elsewhere it cannot run.`,
      hint: 'Declare `ARG TARGETARCH` and use it in the address, with a `case` where the names differ.',
      at: step.place,
    })
    for (const step of analysis.steps('add')) {
      const name = step.copy?.sources.map(({ word }) => architectureIn(word)).find((each) => each !== undefined)
      if (name === undefined || isPinned(step)) continue
      findings.push(report(name, step))
    }
    for (const use of analysis.commands('curl', 'wget')) {
      const name = urlsOf(use)
        .map(architectureIn)
        .find((each) => each !== undefined)
      if (name === undefined || use.command.guarded || isPinned(use.step) || asks.test(use.script.text)) continue
      findings.push(report(name, use.step))
    }
    return findings
  },
})
