import type { Command, LayoutLine } from '../../model/command.js'
import type { DockerfileDocument } from '../../model/document.js'
import type { Flag } from '../../model/flag.js'
import type { Heredoc } from '../../model/heredoc.js'
import type { RunInstruction } from '../../model/instruction.js'
import type { Downloader } from './downloads.js'
import { changeFetching } from './fetching-steps.js'

/** Where Debian, Alpine and what is built on them keep the certificates of the system in one file; children of a program read it, too. */
const bundle = '/etc/ssl/certs/ca-certificates.crt'

/** What `apk` reads before the certificates of the system. https://gitlab.alpinelinux.org/alpine/apk-tools */
const ofApk = '/etc/apk/ca.pem'

/** How one step comes to trust the certificates. */
interface Trust {
  /** Where their file is mounted; a user without root has to read it. */
  readonly targets: readonly string[]
  /** `NAME=file` for the programs of the step: an ENV would stay in the image. */
  readonly variables: readonly string[]
  /** The words that make apt read the file, which knows no variable for it. */
  readonly apt: readonly string[]
}

const trustOf = (downloads: readonly Downloader[], id: string): Trust => {
  const systems = downloads.flatMap(({ system }) => system ?? [])
  const names = [...new Set(downloads.flatMap(({ certificates }) => certificates))].sort()
  // Installing or upgrading `ca-certificates` writes the file of the system, which a mount on it would forbid.
  const file = systems.length === 0 ? bundle : `/run/secrets/${id}`
  const others = names.length > 0 || downloads.some(({ system }) => system !== 'apk')
  return {
    targets: [...(systems.includes('apk') ? [ofApk] : []), ...(others ? [file] : [])],
    variables: names.map((name) => `${name}=${file}`),
    apt: systems.includes('apt') ? ['-o', `Acquire::https::CAInfo=${file}`] : [],
  }
}

const tellApt = (text: string, { apt }: Trust): string =>
  apt.length === 0 ? text : text.replace(/(^|[\s;&|(])apt-get(?=\s)/gm, `$1apt-get ${apt.join(' ')}`)

const exporting = ({ variables }: Trust): string => `export ${variables.join(' ')}`

const inShell = (command: Extract<Command, { form: 'shell' }>, trust: Trust): Command => {
  const told = (command.layout ?? [{ kind: 'code' as const, text: command.text }]).map((line): LayoutLine =>
    line.kind === 'code' ? { ...line, text: tellApt(line.text, trust) } : line,
  )
  const [head, ...rest] = told
  const continued = head?.kind === 'code' ? [{ ...head, text: `    ${head.text}` }, ...rest] : told
  const first: LayoutLine = { kind: 'code', text: `${exporting(trust)} && ` }
  const lines = trust.variables.length === 0 ? told : [first, ...continued]
  const text = lines.map((line) => (line.kind === 'code' ? line.text : '')).join('')
  return { form: 'shell', text, ...(lines.length > 1 ? { layout: lines } : {}) }
}

const inExec = (args: readonly string[], { variables, apt }: Trust): Command => {
  const told = args.flatMap((word) => (word === 'apt-get' ? [word, ...apt] : [word]))
  return { form: 'exec', args: variables.length === 0 ? told : ['env', ...variables, ...told] }
}

/** A script of the shell is told at its beginning; one of another interpreter has the mount alone. */
const inScript = (script: Heredoc, trust: Trust): Heredoc => {
  const [, interpreter = '', body = ''] = /^(#!.*\n)?([^]*)$/.exec(script.content) ?? []
  if (interpreter !== '' && !/\b(?:ba|da|a|z|k)?sh\b/.test(interpreter)) return script
  const first = trust.variables.length === 0 ? '' : `${exporting(trust)}\n`
  return { ...script, content: `${interpreter}${first}${tellApt(body, trust)}` }
}

const ofRun = (run: RunInstruction, downloads: readonly Downloader[], id: string): RunInstruction => {
  const trust = trustOf(downloads, id)
  const mounts = trust.targets.map((target): Flag => ({
    name: 'mount',
    value: `type=secret,id=${id},target=${target},required,mode=0444`,
  }))
  const flags = [...run.flags, ...mounts]
  const { command, heredocs } = run
  if (command.form === 'exec') return { ...run, flags, command: inExec(command.args, trust) }
  const [script, ...others] = heredocs
  return script !== undefined && /^<<-?\S+$/.test(command.text)
    ? { ...run, flags, heredocs: [inScript(script, trust), ...others] }
    : { ...run, flags, command: inShell(command, trust) }
}

/** A document whose steps that fetch something trust the certificates of a secret, which no layer keeps. */
export const withCertificates = (document: DockerfileDocument, id: string): DockerfileDocument =>
  changeFetching(document, (run, downloads) => ofRun(run, downloads, id))
