import type { CommandUse } from '../analysis/commands.js'
import { optionValue } from './support/command-line.js'
import { secretArgs } from './support/secret-args.js'
import { readableIn, shippedStages } from './support/shipped-stages.js'
import { defineRule } from './support/rule.js'
import type { Finding } from './support/rule.js'

type Words = readonly string[]

interface Leak {
  /** What holds the secret, for people. */
  readonly what: string
  /** The word that holds it. */
  readonly value: string
  /** The file that it is written to, and stays in. */
  readonly file?: string
  /** What takes it out of the file again. */
  readonly undone?: RegExp
}

type Finder = (args: Words) => Leak | undefined

const login: Finder = (args) => {
  if (!args.includes('login')) return undefined
  const value = optionValue(args, '--password', '-p')
  return value === undefined
    ? undefined
    : {
        what: '`login --password`',
        value,
        file: '~/.docker/config.json',
        undone: /\blogout\b|rm [^;&|]{0,300}\.docker/,
      }
}

/** `config set //registry/:_authToken …`, `config set _auth=…` */
const npm: Finder = (args) => {
  const at = args.findIndex((arg) => /(?:_authToken|_auth|_password|npmAuthToken)(?:=|["']?$)/.test(arg))
  if (at < 0 || !args.includes('set')) return undefined
  const word = args[at] ?? ''
  const value = word.includes('=') ? word.slice(word.indexOf('=') + 1) : (args[at + 1] ?? '')
  return {
    what: '`config set …:_authToken`',
    value,
    file: '~/.npmrc',
    undone: /config (?:delete|rm|unset)|rm [^;&|]{0,300}\.(?:npmrc|yarnrc)/,
  }
}

const curl: Finder = (args) => {
  const user = optionValue(args, '-u', '--user')
  const password = user?.replace(/^["']?[^:]*:?/, '')
  if (user?.includes(':') === true && password !== undefined && !/^["']?$/.test(password))
    return { what: '`--user`', value: password }
  const header = args.find((arg) =>
    /^["']?(?:-H)?["']?(?:Authorization|(?:X-)?(?:PRIVATE|JOB|Auth|Api)-?(?:TOKEN|Key)):/i.test(arg),
  )
  return header === undefined ? undefined : { what: 'the header', value: header.slice(header.indexOf(':') + 1).trim() }
}

const wget: Finder = (args) => {
  const value = optionValue(args, '--password', '--http-password', '--ftp-password')
  return value === undefined ? undefined : { what: '`--password`', value }
}

const aws: Finder = (args) => {
  const at = args.findIndex((arg) => /^(?:[\w.-]+\.)?(?:aws_secret_access_key|aws_session_token)$/.test(arg))
  return at < 0 || !args.includes('set')
    ? undefined
    : {
        what: '`aws configure set`',
        value: args[at + 1] ?? '',
        file: '~/.aws/credentials',
        undone: /rm [^;&|]{0,300}\.aws/,
      }
}

const subcommand =
  (words: RegExp, what: string, file: string, undone: RegExp): Finder =>
  (args) =>
    words.test(args.join(' ')) && args.at(-1) !== undefined
      ? { what, value: args.at(-1) ?? '', file, undone }
      : undefined

const sshpass: Finder = (args) => {
  const value = optionValue(args, '-p')
  return value === undefined ? undefined : { what: '`sshpass -p`', value }
}

/** Where a program takes a secret on its command line. */
const finders: Readonly<Record<string, Finder>> = {
  docker: login,
  podman: login,
  buildah: login,
  skopeo: login,
  helm: login,
  oras: login,
  crane: login,
  az: login,
  npm,
  yarn: npm,
  pnpm: npm,
  curl,
  wget,
  aws,
  sshpass,
  composer: subcommand(
    /\bconfig\b.{0,200}\b(?:github-oauth|gitlab-token|http-basic|bearer)\.\S+ \S+/,
    '`composer config`',
    '~/.composer/auth.json',
    /rm [^;&|]{0,300}auth\.json|config --unset|config --global --unset/,
  ),
  poetry: subcommand(
    /\bconfig\b.{0,200}\b(?:http-basic|pypi-token)\.\S+ \S+/,
    '`poetry config`',
    '~/.config/pypoetry/auth.toml',
    /rm [^;&|]{0,300}pypoetry|config --unset/,
  ),
  bundle: subcommand(
    /\bconfig\b.{0,200}\bset\b.* \S+:\S+$/,
    '`bundle config set`',
    '~/.bundle/config',
    /config unset|rm [^;&|]{0,300}\.bundle/,
  ),
}

const programs = Object.keys(finders)

const credentialFile =
  /(?:^|\/)\.(?:npmrc|netrc|git-credentials|pypirc|pgpass|dockercfg|yarnrc(?:\.yml)?|my\.cnf)["']?$|\.aws\/credentials|\.docker\/config\.json/

const secretText = /_authToken|_auth=|_password|\bpassword\b|\blogin\b|:\/\/[^\s@/]*@|aws_secret|"auth"/i

/** `echo "…" > ~/.npmrc`: what is written with a secret in it. */
const written = ({ args, node }: CommandUse['command']): Leak | undefined => {
  for (const redirect of node?.redirects ?? []) {
    if (redirect.type !== 'Redirect' || !['>', '>>', '>|'].includes(redirect.operator)) continue
    const file = redirect.target?.value ?? ''
    const text = args.join(' ')
    if (!credentialFile.test(file) || !secretText.test(text)) continue
    const name = file.slice(file.lastIndexOf('/') + 1)
    return {
      what: 'the text',
      value: text,
      file,
      undone: new RegExp(`rm [^;&|]{0,300}${name.replaceAll('.', String.raw`\.`)}`),
    }
  }
  return undefined
}

const address = /\b(?:https?|ftp):\/\/([^\s/@"'`]*)@([\w.-]+)/

/** A user and a password, or a token alone, in an address. */
const inAddress = (text: string): Leak | undefined => {
  const [, user = '', host = ''] = address.exec(text) ?? []
  if (user === '' || /^(?:localhost|127\.|0\.0\.0\.0|db$)/.test(host)) return undefined
  const [name = ''] = user.split(':')
  const behind = user.slice(user.indexOf(':') + 1)
  // GitHub takes a token for the user too.
  const password = !user.includes(':') || /^(?:|x-oauth-basic)$/.test(behind) ? name : behind
  if (!user.includes(':') && !user.startsWith('$')) return undefined
  const isGit = /\bgit\b[^;&|]{0,300}(?:clone|remote|config)/.test(text)
  return {
    what: 'the address',
    value: password,
    ...(isGit
      ? {
          file: /\bgit\b[^;&|]{0,300}config/.test(text) ? '~/.gitconfig' : '.git/config',
          undone: /rm [^;&|]{0,300}(?:\.git\b|\.gitconfig)|remote (?:set-url|rm|remove)|--unset/,
        }
      : {}),
  }
}

const nothing = /^["']?(?:["']?$|x-oauth-basic|x-access-token|anonymous|git)["']?$/

const report = (
  { what, value, file, undone }: Leak,
  { script, step, stage, at }: Pick<CommandUse, 'script' | 'step' | 'stage' | 'at'>,
  isShipped: boolean,
) => {
  const name = /\$\{?(\w+)/.exec(value)?.[1]
  const isMounted = step.mounts?.some(({ mount }) => mount.type === 'secret') === true
  const isOwn = name !== undefined && script.defined.has(name)
  const stays = file !== undefined && undone?.test(script.text) !== true
  // That a build argument is in the history is what `secret-arg-in-run` says.
  if (!stays && name !== undefined && secretArgs(stage).has(name)) return []
  if (nothing.test(value) || ((isMounted || isOwn || value.includes('$(') || value.includes('`')) && !stays)) return []
  const where =
    isMounted && stays
      ? `writes a secret to \`${file}\`, which stays in the layer`
      : name === undefined
        ? `holds a secret in plain text${stays ? `, and \`${file}\` keeps it in the layer` : ''}`
        : `gets a secret from \`$${name}\`${stays ? `, which \`${file}\` keeps in the layer` : ''}`
  return [
    {
      message: `${what[0]?.toUpperCase() ?? ''}${what.slice(1)} ${where}: ${readableIn(isShipped)}.`,
      hint: stays
        ? `Mount the file as a secret (\`--mount=type=secret,id=…,target=…\`) instead of writing it.`
        : 'Mount it as a secret (`--mount=type=secret,id=…,env=…`) and read it from there.',
      at,
      // What is written into the file itself is in the repository as well.
      ...(isShipped || (name === undefined && !isMounted) ? {} : { severity: 'info' as const }),
    },
  ]
}

export const rule = defineRule({
  name: 'secret-in-run',
  summary: 'A RUN passes a password or a token in its text or writes it to a file.',
  category: 'security',
  severity: 'warning',
  codes: [],
  about: { programs: [...programs, 'echo', 'printf', 'cat'], traits: ['at sign'] },
  docs: {
    why: 'The text of a RUN is in the history of the image, and a file that it writes is in a layer, also when a later RUN deletes it. Whoever can pull the image has the secret.',
    bad: `FROM debian:trixie-slim
RUN curl -fsSL --user deploy:hunter22 https://files.example.com/tool.tar.gz -o /tmp/tool.tar.gz
`,
    good: `FROM debian:trixie-slim
RUN --mount=type=secret,id=netrc,target=/root/.netrc curl -fsSL --netrc https://files.example.com/tool.tar.gz -o /tmp/tool.tar.gz
`,
    ignoreWhen: 'What looks like a secret is a public value, such as the password of a test server.',
  },
  check(context) {
    const findings: Finding[] = []
    const { analysis } = context
    const shipped = shippedStages(context)
    for (const use of analysis.commands(...programs)) {
      const { name = '', args } = use.command
      const leak = finders[name.slice(name.lastIndexOf('/') + 1)]?.(args)
      if (leak !== undefined) findings.push(...report(leak, use, shipped.has(use.stage)))
    }
    for (const use of analysis.commands('echo', 'printf', 'cat')) {
      const leak = written(use.command)
      if (leak !== undefined) findings.push(...report(leak, use, shipped.has(use.stage)))
    }
    for (const use of analysis.scripts) {
      const leak =
        use.script.text.includes('://') && use.script.text.includes('@') ? inAddress(use.script.text) : undefined
      if (leak !== undefined) findings.push(...report(leak, use, shipped.has(use.stage)))
    }
    return findings
  },
})
