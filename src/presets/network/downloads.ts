import type { RunInstruction } from '../../model/instruction.js'

/** A program that fetches something over the network. */
export interface Downloader {
  /** Variables that name the file with the certificates it trusts; none where it reads the system's. */
  readonly certificates: readonly string[]
  /** Whether it fetches packages that a private registry could hold. */
  readonly packages: boolean
  /** The system's package manager, which may replace the system's certificates while it runs. */
  readonly system?: 'apt' | 'apk'
}

const node: Downloader = { certificates: ['NODE_EXTRA_CA_CERTS'], packages: true }
const requests: Downloader = { certificates: ['PIP_CERT', 'REQUESTS_CA_BUNDLE'], packages: true }
const tls: Downloader = { certificates: ['SSL_CERT_FILE'], packages: true }

/** By the name of the program; its own documentation names the variables. */
const downloaders: Readonly<Record<string, Downloader>> = {
  npm: node,
  npx: node,
  pnpm: node,
  pnpx: node,
  yarn: node,
  bun: node,
  bunx: node,
  corepack: node,
  // Its engines come from a server of its own.
  prisma: { ...node, packages: false },
  pip: requests,
  pip3: requests,
  poetry: requests,
  pipenv: requests,
  uv: tls,
  uvx: tls,
  pdm: tls,
  go: tls,
  cargo: { certificates: ['CARGO_HTTP_CAINFO'], packages: true },
  rustup: { ...tls, packages: false },
  git: { certificates: ['GIT_SSL_CAINFO'], packages: false },
  curl: { certificates: ['CURL_CA_BUNDLE'], packages: false },
  wget: { certificates: [], packages: false },
  'apt-get': { certificates: [], packages: false, system: 'apt' },
  apk: { certificates: [], packages: false, system: 'apk' },
}

/**
 * A word where a command begins, behind variables and a path; a module that Python runs; and yarn where a repository brings it
 * along: `node .yarn/releases/yarn-4.12.0.cjs`.
 */
const program =
  /(?:^|[;&|(])\s*(?:(?:if|then|elif|else|while|do|exec|env|!|[A-Za-z_]\w*=\S*|python[\d.]* -m|node(?= +\S*\/yarn-))\s+)*(?:[\w./-]*\/)?([a-z][a-z\d-]*?)(?=[\s;)]|$|-\d[\w.-]*\.c?js\b)/gm

/** The programs of a RUN that fetch something. */
export const downloadsOf = ({ command, heredocs }: RunInstruction): readonly Downloader[] => {
  const text = [
    command.form === 'exec' ? command.args.join(' ') : command.text,
    ...heredocs.map(({ content }) => content),
  ].join('\n')
  const names = new Set([...text.matchAll(program)].map(([, name]) => name ?? ''))
  return [...names].flatMap((name) => (Object.hasOwn(downloaders, name) ? (downloaders[name] ?? []) : []))
}
