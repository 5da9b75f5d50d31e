import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { allHadolintFindings } from '../../src/linter/compat/hadolint.js'
import { pick, random } from './ignore-fuzz.js'

/** A document about which the two disagree. */
export interface FuzzDifference {
  readonly text: string
  /** `DL3000:4` */
  readonly ours: readonly string[]
  readonly theirs: readonly string[]
}

const images = [
  ...['a', 'a:1', 'a:latest', 'scratch', 'x', 'y', 'X', 'z', '$BASE', '${BASE}:1', 'a:$TAG', 'a$TAG', 'ghcr.io/a/b'],
  ...[
    'docker.io/a',
    'a/b:latest',
    'a:1@sha256:ab',
    'a@sha256:ab',
    'r.example:5000/a',
    'localhost/a',
    'docker.io/x',
    'r.example:5000/y:1',
    'x:1',
    'y@sha256:ab',
    'docker.io/$BASE',
    'library/x',
    'localhost:5000/a',
  ],
] as const
const names = ['x', 'y', 'X', 'z', 'scratch', 'context', 'x1'] as const
const paths = [
  ...['/', '/x', '/x/', 'xy', './', '.', '..', '"/x"', '"xy"', "'/x/'", '$DIR', '${DIR}/x', 'x$DIR', 'C:/x', 'c:\\x'],
] as const
const workdirs = ['/', '/x', 'xy', './x', '"xy"', "'/xy'", '$DIR', '"$DIR"', 'x y', 'C:\\x', '1:xy', '~/x'] as const
const users = [
  ...[
    'root',
    '0',
    'root:root',
    '0:0',
    '00',
    'foo',
    'foo:0',
    '1000',
    '1000:foo',
    '$UID',
    '${UID}',
    'x$UID',
    '"1"',
    ':0',
  ],
] as const
const sources = [
  ...[
    'a',
    'b.tar',
    'c.tgz',
    'https://e.example/f',
    'git@e.example:f',
    '$SRC',
    'd.zip',
    '*.tar',
    '"e.tar"',
    '.',
    '/',
    'g.xz',
  ],
] as const
const values = ['1', '$A', '${A}', '${B:-1}', '"$B"', "'$A'", 'x$A.y', '\\$A', '${A_B}', '$A_B', '', '"a b"'] as const
const variables = [
  'A',
  'B',
  'A_B',
  'UID',
  'DIR',
  'API_KEY',
  'AWS_ACCESS_KEY_ID',
  'MY_TOKEN',
  'Password',
  'KEY',
] as const
const labels = ['a', 'A', 'a.b', 'a..b', 'a-', '1a', '"a b"', 'com.docker.x', 'foo', "'bar'", 'a/b', '$A'] as const
const labelValues = ['1', '""', '1.0.0', 'https://x.example', '"MIT"', 'v1', 'a@b.example', '2dbfae9', '$A'] as const
const ports = [
  '80',
  '65535',
  '65536',
  '80/tcp',
  '90000/udp',
  '80-70000',
  '$PORT',
  '${PORT}/tcp',
  '80/sctp',
  '80:80',
] as const
const commands = [
  'true',
  '["true"]',
  '["a", "b"]',
  "['a']",
  '["a" "b"]',
  '[]',
  '["a\\"b"]',
  'exec x',
  '["a"] b',
] as const
const froms = ['x', 'X', 'y', '0', '1', '7', 'a:1', 'a', 'ghcr.io/a/b', '$BASE', 'x1'] as const
const codes = [
  'DL3000',
  'DL3002',
  'DL3006',
  'DL3011',
  'DL3020',
  'DL3025',
  'DL3045',
  'DL3064',
  'DL3066',
  'DL4003',
] as const

/** Codes of the rules that the documents are about: what stands in scripts is another matter. */
const isCompared = (code: string): boolean =>
  /^DL(?:100[01]|300[0267]|301[12]|302[0-69]|304[3458]|3049|305[0-8]|306[13-7]|400[034])$/.test(code)

type Next = () => number

const several = (next: Next, most: number, make: () => string): string =>
  Array.from({ length: 1 + Math.floor(next() * most) }, make).join(' ')

const pair = (next: Next, keys: readonly [string, ...string[]], all: readonly [string, ...string[]]): string =>
  `${pick(next, keys)}=${pick(next, all)}`

const copyFlags = (next: Next): string =>
  next() < 0.4 ? `--from=${pick(next, froms)} ` : pick(next, ['', '', '--chown=1 ', '--link '])

const makers: readonly [(next: Next) => string, ...((next: Next) => string)[]] = [
  (next) => `WORKDIR ${pick(next, workdirs)}`,
  (next) => `USER ${pick(next, users)}`,
  (next) => `EXPOSE ${several(next, 2, () => pick(next, ports))}`,
  (next) => `CMD ${pick(next, commands)}`,
  (next) => `ENTRYPOINT ${pick(next, commands)}`,
  (next) =>
    `HEALTHCHECK ${pick(next, ['NONE', 'CMD true', 'CMD ["true"]', '--interval=5s CMD true', '--interval=1m5s CMD x'])}`,
  (next) => `ADD ${several(next, 2, () => pick(next, sources))} ${pick(next, paths)}`,
  (next) => `COPY ${copyFlags(next)}${several(next, 2, () => pick(next, sources))} ${pick(next, paths)}`,
  (next) => `COPY ${copyFlags(next)}["${pick(next, ['a', '/'])}", "${pick(next, ['/', 'x', '/x'])}"]`,
  (next) => `ENV ${several(next, 3, () => pair(next, variables, values))}`,
  (next) => `ENV ${pick(next, variables)} ${pick(next, values.slice(0, 4) as [string, ...string[]])}`,
  (next) => `ARG ${pick(next, [pair(next, variables, values), pick(next, variables)])}`,
  (next) => `LABEL ${several(next, 2, () => pair(next, labels, labelValues))}`,
  (next) =>
    `RUN ${pick(next, ['', `--mount=type=bind,from=${pick(next, froms)},target=/x `, '--mount=type=cache '])}true`,
  () => 'MAINTAINER somebody',
  () => 'VOLUME /data',
  () => 'SHELL ["/bin/bash", "-c"]',
  () => 'RUN <<EOF\ntrue\nEOF\n',
  () => 'COPY <<EOF /x\ntrue\nEOF\n',
]

const fromLine = (next: Next): string => {
  const platform =
    next() < 0.2 ? `--platform=${pick(next, ['linux/amd64', '$BUILDPLATFORM', '$TARGETPLATFORM', '$FOO'])} ` : ''
  return `FROM ${platform}${pick(next, images)}${next() < 0.5 ? ` AS ${pick(next, names)}` : ''}`
}

const pragma = (next: Next): string =>
  `# hadolint ${pick(next, ['', '', 'global ', 'stage '])}ignore=${pick(next, codes)}${pick(next, ['', `,${pick(next, codes)}`, ' # why', ' why'])}`

const line = (next: Next): string => {
  const chance = next()
  if (chance < 0.2) return fromLine(next)
  if (chance < 0.28) return pragma(next)
  if (chance < 0.31) return '# a comment'
  if (chance < 0.36) return ''
  const instruction = pick(next, makers)(next)
  return next() < 0.08 && !instruction.startsWith('MAINTAINER') ? `ONBUILD ${instruction}` : instruction
}

/** A document of the instructions that hadolint's rules are about; the same seed gives the same document. */
export const hadolintDocumentOf = (seed: number): string => {
  const next = random(seed)
  const top = pick(next, [
    '',
    '',
    'ARG BASE=a:1\n',
    'ARG UID\n',
    '# hadolint stage ignore=DL3006\n',
    'RUN true\n',
    'WORKDIR /w\n',
  ])
  const lines = Array.from({ length: 2 + Math.floor(next() * 10) }, () => line(next))
  return `${top}${fromLine(next)}\n${lines.join('\n')}\n`
}

interface Found {
  readonly file: string
  readonly line: number
  readonly code: string
}

const settings = {
  trustedRegistries: ['docker.io', '*.example'],
  labelSchema: { foo: 'semver', bar: 'url' },
  strictLabels: true,
} as const

const flags = [
  ...settings.trustedRegistries.map((registry) => `--trusted-registry=${registry}`),
  ...Object.entries(settings.labelSchema).map(([label, type]) => `--require-label=${label}:${type}`),
  '--strict-labels',
  '--info=DL1001',
  '--info=DL3057',
]

/** What hadolint finds in each document. */
const askHadolint = (program: string, texts: readonly string[]): readonly (readonly string[])[] => {
  const folder = mkdtempSync(join(tmpdir(), 'hadolint-fuzz-'))
  try {
    const files = texts.map((text, index) => {
      const file = join(folder, `${index}.Dockerfile`)
      writeFileSync(file, text)
      return file
    })
    const output = execFileSync(program, ['--format=json', '--no-fail', ...flags, ...files], {
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    })
    const found: readonly Found[] = JSON.parse(output)
    const byFile = new Map(files.map((file): [string, string[]] => [file, []]))
    for (const { file, code, line: at } of found) byFile.get(file)?.push(`${code}:${at}`)
    return [...byFile.values()]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const sorted = (found: readonly string[]): readonly string[] =>
  [...new Set(found.filter((each) => isCompared(each.slice(0, each.indexOf(':')))))].sort()

/** The documents of some seeds about which we and hadolint disagree. */
export const hadolintDifferences = (program: string, seeds: readonly number[]): readonly FuzzDifference[] => {
  const texts = seeds.map(hadolintDocumentOf)
  const answers = askHadolint(program, texts)
  return texts.flatMap((text, index) => {
    const theirs = sorted(answers[index] ?? [])
    const all = allHadolintFindings(text, { file: 'Dockerfile' }, settings)
    const ours = sorted(all.map(({ code, line: at }) => `${code}:${at}`))
    return ours.join() === theirs.join() ? [] : [{ text, ours, theirs }]
  })
}
