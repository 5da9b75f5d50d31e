import type { RunInstruction } from '../../model/instruction.js'

/** A program that fetches something over the network. */
export interface Downloader {
  /** Variables that name the file with the certificates it trusts; none where it reads the system's. */
  readonly certificates: readonly string[]
  /** Whether it fetches packages that a private registry could hold. */
  readonly packages: boolean
}

const node: Downloader = { certificates: ['NODE_EXTRA_CA_CERTS'], packages: true }
const requests: Downloader = { certificates: ['PIP_CERT', 'REQUESTS_CA_BUNDLE'], packages: true }
const tls: Downloader = { certificates: ['SSL_CERT_FILE'], packages: true }
const cargo: Downloader = { certificates: ['CARGO_HTTP_CAINFO'], packages: true }

/** By the name of the program; its own documentation names the variables. */
const downloaders: Readonly<Record<string, Downloader>> = {
  npm: node,
  npx: node,
  pnpm: node,
  yarn: node,
  bun: node,
  bunx: node,
  corepack: node,
  pip: requests,
  poetry: requests,
  pipenv: requests,
  uv: tls,
  pdm: tls,
  go: tls,
  cargo,
  rustup: { ...tls, packages: false },
  git: { certificates: ['GIT_SSL_CAINFO'], packages: false },
  curl: { certificates: ['CURL_CA_BUNDLE'], packages: false },
  'apt-get': { certificates: [], packages: false },
  apk: { certificates: ['SSL_CA_CERT_FILE'], packages: false },
}

/** A word where a command begins, behind variables and a path; and a module that Python runs. */
const program = /(?:^|[;&|(]|\bpython3? -m )\s*(?:[A-Za-z_]\w*=\S*\s+)*(?:[\w./-]*\/)?([a-z][a-z-]*)(?=[\s;)]|$)/gm

/** The programs of a RUN that fetch something. */
export const downloadsOf = ({ command, heredocs }: RunInstruction): readonly Downloader[] => {
  const text = [
    command.form === 'exec' ? command.args.join(' ') : command.text,
    ...heredocs.map(({ content }) => content),
  ].join('\n')
  const names = new Set([...text.matchAll(program)].map(([, name]) => name ?? ''))
  return [...names].flatMap((name) => (Object.hasOwn(downloaders, name) ? (downloaders[name] ?? []) : []))
}
