import { flagValue } from '../model/flag.js'
import { operandsOf } from './support/command-line.js'
import { defineRule } from './support/rule.js'
import type { Finding } from './support/rule.js'

const isSetuid = (mode: string): boolean =>
  /^0?[4567][0-7]{3}$/.test(mode) || /(?:^|,)[ga]*u[ga]*[+=][rwxX]*s|^\+s$/.test(mode)

const message = (mode: string, path: string) =>
  `With \`${mode}\` everybody who starts \`${path}\` has the rights of its owner, usually root: USER no longer holds a process back.`

export const rule = defineRule({
  name: 'setuid-program',
  summary: 'A program gets the setuid bit.',
  category: 'security',
  severity: 'info',
  codes: [],
  about: { flags: ['chmod'], programs: ['chmod'] },
  docs: {
    why: 'A setuid program is a door from an ordinary user to root. It does not work where containers start with `no-new-privileges` or `allowPrivilegeEscalation: false`, as they should.',
    bad: `FROM debian:trixie-slim
COPY probe /usr/local/bin/probe
RUN chmod u+s /usr/local/bin/probe
USER 1000
`,
    good: `FROM debian:trixie-slim
COPY probe /usr/local/bin/probe
RUN setcap cap_net_raw+ep /usr/local/bin/probe
USER 1000
`,
    ignoreWhen: 'The program is made to be setuid, such as the sandbox of a browser.',
  },
  check({ analysis }) {
    const findings: Finding[] = []
    const hint = 'Give the program the one capability that it needs (`setcap`), or do the step before USER.'
    for (const { command, at } of analysis.commands('chmod')) {
      const [mode = '', ...paths] = operandsOf(command.args, ['--reference'])
      if (isSetuid(mode)) findings.push({ message: message(`chmod ${mode}`, paths.join(' ')), hint, at })
    }
    for (const { instruction, copy, place } of analysis.steps('copy', 'add')) {
      const mode = flagValue(instruction, 'chmod') ?? ''
      if (isSetuid(mode))
        findings.push({ message: message(`--chmod=${mode}`, copy?.destination.value ?? ''), hint, at: place })
    }
    return findings
  },
})
