import type { PythonFacts } from '../../project/facts.js'
import type { WantedPackages } from './packages.js'
import { quoted, refusal } from './refusal.js'

// https://github.com/GoogleContainerTools/distroless/tree/main/python3: the libraries that the image holds.
const inDistroless = new Set([
  'libbz2-1.0',
  'libc6',
  'libexpat1',
  'libffi8',
  'libgcc-s1',
  'libgomp1',
  'liblzma5',
  'libsqlite3-0',
  'libssl3',
  'libssl3t64',
  'libstdc++6',
  'libuuid1',
  'zlib1g',
])

const shells = new Set(['sh', 'bash', 'dash', 'ash', 'zsh', 'busybox'])

const needsShell = ([program = '']: readonly string[]): boolean =>
  shells.has(program.split('/').at(-1) ?? '') || program.endsWith('.sh')

/** What is to be made in an image, of which one without a shell can do little. */
interface Wishes {
  readonly python: PythonFacts
  readonly packages: WantedPackages
  readonly command: readonly string[]
  readonly healthcheck: readonly string[] | undefined
  readonly collectsStatic: boolean
}

/**
 * Refuses what an image without a shell and a package manager cannot do.
 *
 * @throws GenDockerfileError `distroless-without-packages`, `distroless-command`, `distroless-without-shell`
 */
export const checkDistroless = (wishes: Wishes): void => {
  const { python, packages, command, healthcheck, collectsStatic } = wishes
  const missing = packages.names.filter((name) => !inDistroless.has(name))
  if (missing.length > 0) {
    const loading = python.native.filter(({ debian }) => debian.runtime.some((name) => missing.includes(name)))
    const why = loading.length === 0 ? '' : `, which ${quoted(loading.map((need) => need.package))} needs`
    refusal(
      'distroless-without-packages',
      `A distroless image cannot install ${quoted(missing)}${why}.`,
      "Use `runtime: 'slim'`, or a package that brings its libraries in its wheel, such as `psycopg[binary]`.",
    )
  }
  for (const [what, words] of [
    ['start', command],
    ['check its health', healthcheck ?? []],
  ] as const) {
    if (!needsShell(words)) continue
    refusal(
      'distroless-command',
      `A distroless image has no shell, so it cannot ${what} with \`${words.join(' ')}\`.`,
      "Name a program of the environment, such as `['python', '-m', 'app']`, or use `runtime: 'slim'`.",
    )
  }
  if (command[0] === 'uwsgi') {
    refusal(
      'distroless-command',
      'A distroless image cannot run `uwsgi`, which is compiled against the library of the Python of the build.',
      "Use `runtime: 'slim'`, or another server, such as `server: 'gunicorn'`.",
    )
  }
  if (collectsStatic) {
    refusal(
      'distroless-without-shell',
      'A distroless image cannot run collectstatic in the build, since it has no shell.',
      "Use `runtime: 'slim'`, or `collectstatic: false` where another server has the static files.",
    )
  }
}
