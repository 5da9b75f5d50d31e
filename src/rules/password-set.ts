import { optionValue } from './support/command-line.js'
import { defineRule } from './support/rule.js'
import type { Finding } from './support/rule.js'
import { shippedStages } from './support/shipped-stages.js'

type Words = readonly string[]

/** Values that make an account that no password opens. */
const locked = /^["']?(?:[!*]*|NP)["']?$/

/** How a program gives an account a password; `undefined` where it does something else. */
const ways: Readonly<Record<string, (args: Words) => string | undefined>> = {
  chpasswd: () => 'chpasswd',
  passwd: (args) =>
    args.some((arg) =>
      ['-l', '--lock', '-u', '--unlock', '-S', '--status', '-e', '--expire', '-x', '-n', '-w'].includes(arg),
    )
      ? undefined
      : args.some((arg) => arg === '-d' || arg === '--delete')
        ? 'passwd --delete'
        : 'passwd',
  useradd: (args) => {
    const value = optionValue(args, '-p', '--password')
    return value === undefined || locked.test(value) ? undefined : 'useradd --password'
  },
  usermod: (args) => {
    const value = optionValue(args, '-p', '--password')
    return value === undefined || locked.test(value) ? undefined : 'usermod --password'
  },
}

const programs = Object.keys(ways)

export const rule = defineRule({
  name: 'password-set',
  summary: 'A RUN gives an account a password.',
  category: 'security',
  severity: 'warning',
  codes: [],
  about: { programs },
  docs: {
    why: 'The password is in the history of the image and, as a hash, in its /etc/shadow: every container of it has the same one, known to all who can pull it. Containers need no passwords; who may enter them is decided outside.',
    bad: `FROM debian:trixie-slim
RUN useradd --create-home app && echo "app:app" | chpasswd
`,
    good: `FROM debian:trixie-slim
RUN useradd --create-home app
`,
    ignoreWhen: 'The image is for practice or tests, and the password is meant to be known.',
  },
  check(context) {
    const findings: Finding[] = []
    const { analysis } = context
    const shipped = shippedStages(context)
    for (const { command, stage, at } of analysis.commands(...programs)) {
      const { name = '', args } = command
      const found = ways[name.slice(name.lastIndexOf('/') + 1)]?.(args)
      if (found === undefined || !shipped.has(stage)) continue
      findings.push({
        message:
          found === 'passwd --delete'
            ? '`passwd --delete` makes an account that needs no password: whoever gets into a container can become it.'
            : `\`${found}\` puts a password into the image: every container has the same one, and who can pull the image can find it out.`,
        hint: 'Leave it out. Enter containers with `exec`, and choose the user there.',
        at,
      })
    }
    return findings
  },
})
