import type { CommandUse } from '../analysis/commands.js'
import { unwrapped } from './support/command-line.js'
import { defineRule } from './support/rule.js'
import type { Finding } from './support/rule.js'

type Words = readonly string[]

const shells = ['sh', 'bash', 'ash', 'dash', 'zsh', 'ksh']
const interpreters = ['python', 'python3', 'perl', 'ruby', 'node', 'php']

/** Whether a command runs what it gets on its standard input. */
const runsInput = (name: string, args: Words): boolean => {
  if (interpreters.includes(name)) return args.length === 0 || args[0] === '-'
  if (!shells.includes(name)) return false
  if (args.some((arg) => /^-[a-z]*c/.test(arg))) return false
  if (args.some((arg) => /^-[a-z]*s/.test(arg))) return true
  const [first] = args.filter((arg) => !/^[-+][a-z-]/.test(arg) && !['pipefail', 'errexit'].includes(arg))
  return first === undefined || first === '-' || first === '/dev/stdin'
}

const fetched = /(?:\$\(|`|<\()\s*(?:curl|wget)\s[^)`]*/

/** The text of a download that a shell is given as a script: `sh -c "$(curl …)"`, `bash <(curl …)`, `eval "$(…)"`. */
const substituted = (name: string, args: Words): string | undefined => {
  const found = args.map((arg) => fetched.exec(arg)?.[0]).find((each) => each !== undefined)
  if (found === undefined) return undefined
  if (shells.includes(name))
    return args.some((arg) => /^-[a-z]*c/.test(arg)) || found.startsWith('<(') ? found : undefined
  return name === 'eval' || ((name === 'source' || name === '.') && found.startsWith('<(')) ? found : undefined
}

const addressIn = (text: string): string | undefined => /\b(?:https?|ftp):\/\/[^\s"'`)|;]+/.exec(text)?.[0]

const isLocal = (address: string | undefined): boolean => /^https?:\/\/(?:localhost|127\.)/.test(address ?? '')

const report = (address: string | undefined, { at }: CommandUse) => {
  const isPlain = address?.startsWith('https://') === false
  return {
    message: `What ${address === undefined ? 'the server' : `\`${address}\``} sends on the day of the build is run unseen${isPlain ? ', and without TLS anybody on the way can change it' : ': nothing tells a changed or half-sent script from the right one'}.`,
    hint: 'Save it to a file, compare it with a checksum (`sha256sum -c`), and run that; or install a package with a version.',
    at,
    ...(isPlain ? { severity: 'warning' as const } : {}),
  }
}

export const rule = defineRule({
  name: 'pipe-to-shell',
  summary: 'A downloaded script is run without being looked at.',
  category: 'security',
  severity: 'info',
  codes: [],
  about: { programs: ['curl', 'wget', ...shells, 'eval', 'source', '.', 'sudo'] },
  docs: {
    why: 'A script that goes straight from the network into a shell is another one whenever its server wants, the build cache does not notice, and a connection that breaks runs half of it.',
    bad: `FROM debian:trixie-slim
RUN curl -fsSL https://example.com/install.sh | sh
`,
    good: `FROM debian:trixie-slim
ADD --checksum=sha256:24454f830cdb571e2c4ad15481119c43b3cafd48dd869a9b2945d1036d1dc68d https://example.com/install-1.2.3.sh /tmp/install.sh
RUN sh /tmp/install.sh && rm /tmp/install.sh
`,
    ignoreWhen: 'You trust the server as much as your own repository, and the version that it installs is fixed.',
  },
  check({ analysis }) {
    const findings: Finding[] = []
    for (const use of analysis.commands('curl', 'wget')) {
      const { pipeline = [], args } = use.command
      const behind = pipeline.slice(pipeline.indexOf(use.command) + 1)
      if (!behind.some((each) => runsInput(...unwrapped(each.name, each.args)))) continue
      const address = addressIn(args.join(' '))
      if (!isLocal(address)) findings.push(report(address, use))
    }
    for (const use of analysis.commands(...shells, 'eval', 'source', '.', 'sudo')) {
      const found = substituted(...unwrapped(use.command.name, use.command.args))
      const address = addressIn(found ?? '')
      if (found !== undefined && !isLocal(address)) findings.push(report(address, use))
    }
    return findings
  },
})
