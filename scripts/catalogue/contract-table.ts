import type { Command } from '../../src/model/command.js'
import type { Contract } from './contract.js'

/** The contracts of a preset's example: as it is, with a folder that is written to, with labels of the build, and with an init. */
export interface Contracts {
  readonly plain: Contract
  /** With `writable: ['data']`. */
  readonly writing: Contract
  /** With `ociLabels: true`. */
  readonly labelled: Contract
  /** With `init: true`. */
  readonly initialised: Contract
}

const spell = (command: Command | undefined): string =>
  command === undefined
    ? ''
    : command.form === 'exec'
      ? JSON.stringify(command.args).replaceAll('","', '", "')
      : command.text

const code = (text: string): string => `\`${text}\``

const codes = (list: readonly string[]): string => list.map(code).join(', ')

/** `ENTRYPOINT […]`, `CMD […]`, or both. */
const started = ({ entrypoint, cmd }: Contract): string =>
  [
    ...(entrypoint === undefined ? [] : [`ENTRYPOINT ${spell(entrypoint)}`]),
    ...(cmd === undefined ? [] : [`CMD ${spell(cmd)}`]),
  ]
    .map(code)
    .join(' ')

const rows = ({
  plain,
  writing,
  labelled,
  initialised,
}: Contracts): readonly (readonly [what: string, is: string, how: string])[] => [
  ['process', started(plain), 'Exec form: the program itself is the first process and gets the signals.'],
  ['port', plain.ports.length === 0 ? 'none' : codes(plain.ports), 'What the sources listen on, or `port`.'],
  ['user', code(plain.user), 'Numeric, as `runAsNonRoot` wants it, and never 0.'],
  [
    'signal',
    plain.signal === undefined ? '`SIGTERM`' : code(plain.signal),
    `${plain.signal === undefined ? "Docker's default" : 'STOPSIGNAL'}; \`stopSignal\` sets another. The first process of a container ignores what it does not handle: handle it, or set \`init: true\`.`,
  ],
  ['init', 'none', `\`init: true\` makes tini the first process: ${started(initialised)}. [When](#init).`],
  [
    'health check',
    plain.healthcheck === undefined ? 'none' : code(spell(plain.healthcheck)),
    'Kubernetes does not read it; `healthcheck` adds one for Docker and Compose.',
  ],
  [
    'writable paths',
    plain.writable.length === 0 ? 'none' : codes(plain.writable),
    `\`writable: ['data']\` makes ${codes(writing.writable)} for the user; mount a volume or \`tmpfs\` there.`,
  ],
  [
    'volumes',
    plain.volumes.length === 0 ? 'none' : codes(plain.volumes),
    'A VOLUME would leave an anonymous volume behind every container.',
  ],
  ['root file system', 'may be read-only', '`docker run --read-only`, `readOnlyRootFilesystem: true`.'],
  ['capabilities', 'none needed', '`docker run --cap-drop=ALL --security-opt=no-new-privileges`.'],
  [
    'labels',
    plain.labels.length === 0 ? 'none' : codes(plain.labels),
    `\`labels\` adds some; \`ociLabels: true\` adds ${codes(labelled.labels)} from build arguments.`,
  ],
]

const ids = (user: string): string => {
  const [uid = '', gid = uid] = user.split(':')
  return `  runAsUser: ${uid}\n  runAsGroup: ${gid}`
}

/** The part of a preset's page about the running container. */
export const contractSection = (contracts: Contracts): string => `## At run time

What the image of the example promises, read from its Dockerfile. [The tests build it and run it](../testing-images.md) like that.

| | | |
|---|---|---|
${rows(contracts)
  .map((cells) => `| ${cells.map((text) => text.replaceAll('|', String.raw`\|`)).join(' | ')} |`)
  .join('\n')}

In Kubernetes, a container with this context starts:

\`\`\`yaml
securityContext:
  runAsNonRoot: true
${ids(contracts.plain.user)}
  readOnlyRootFilesystem: true
  allowPrivilegeEscalation: false
  capabilities:
    drop: [ALL]
\`\`\`

### Init

\`init: true\` is for

- programs that start others and do not wait for them: what has ended stays in the table of processes until the first process
  reaps it, which tini does;
- programs that handle no SIGTERM, such as Node without \`process.on('SIGTERM', …)\`: the kernel keeps the signal from a first process
  that does not handle it, so that \`docker stop\` waits ten seconds and kills. Behind tini they end at once, with the exit code 143.

It is not needed where the container gets an init anyway, by \`docker run --init\`, \`init: true\` of Compose or
\`shareProcessNamespace: true\` of a Pod, nor for a program that handles its signals and starts no others. The targets \`dev\` and
\`debug\` have it as well. What is passed to \`docker run IMAGE\` is started as without it; only an ENTRYPOINT of a \`runtimeImage\`
of your own is not known, and left out.
`
