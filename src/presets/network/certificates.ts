import type { Command } from '../../model/command.js'
import type { DockerfileDocument } from '../../model/document.js'
import type { RunInstruction } from '../../model/instruction.js'
import type { Downloader } from './downloads.js'
import { changeFetching } from './fetching-steps.js'

/** Where Debian, Alpine and what is built on them keep the certificates of the system in one file. */
const bundle = '/etc/ssl/certs/ca-certificates.crt'

/** Variables for the commands of one RUN: an ENV would stay in the image. */
const exporting = (variables: readonly string[]): string =>
  `export ${variables.map((name) => `${name}=${bundle}`).join(' ')}`

const withVariables = (command: Command, variables: readonly string[]): Command => {
  if (command.form === 'exec' || variables.length === 0) return command
  const first = `${exporting(variables)} && `
  const layout = command.layout ?? [{ kind: 'code' as const, text: command.text }]
  const [head, ...rest] = layout
  const continued = head?.kind === 'code' ? [{ ...head, text: `    ${head.text}` }, ...rest] : layout
  const lines = [{ kind: 'code' as const, text: first }, ...continued]
  const text = lines.map((line) => (line.kind === 'code' ? line.text : '')).join('')
  return { form: 'shell', text, layout: lines }
}

const ofRun = (run: RunInstruction, downloads: readonly Downloader[], id: string): RunInstruction => {
  const variables = [...new Set(downloads.flatMap(({ certificates }) => certificates))].sort()
  const flag = { name: 'mount', value: `type=secret,id=${id},target=${bundle},required=true` }
  const [heredoc, ...others] = run.heredocs
  const flags = [...run.flags, flag]
  if (heredoc === undefined) return { ...run, flags, command: withVariables(run.command, variables) }
  const content = variables.length === 0 ? heredoc.content : `${exporting(variables)}\n${heredoc.content}`
  return { ...run, flags, heredocs: [{ ...heredoc, content }, ...others] }
}

/** A document whose steps that fetch something trust the certificates of a secret, which no layer keeps. */
export const withCertificates = (document: DockerfileDocument, id: string): DockerfileDocument =>
  changeFetching(document, (run, downloads) => ofRun(run, downloads, id))
