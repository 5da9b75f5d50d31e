import { join } from 'node:path'
import { root, rungs } from '../../examples/support.js'

/** How a row of the examples is run where that is not plain. */
export interface ExampleRow {
  /** `examples/fastapi/corrected`, or `examples/targets` where there is one Dockerfile. */
  readonly name: string
  /** The Dockerfile, from the root of the repository. */
  readonly file: string
  /** Whether it is what we would ship, and so runs without privileges. */
  readonly ours: boolean
  readonly quick: boolean
  /** Why it is only built, or why it cannot even be built. */
  readonly exception?: { readonly expect: 'built' | 'refused'; readonly why: string }
  /** Whether its program leaves SIGTERM to the system, so that it ends without the exit code 0, or is killed as process 1. */
  readonly unhandled: boolean
  /** Options of `docker run`. */
  readonly run: readonly string[]
}

const quick = new Set([
  'fastapi/corrected',
  'go-work/services/orders',
  'models-by-volume',
  'python-distroless',
  'uv-workspace/services/api',
])

const exceptions: Readonly<Record<string, NonNullable<ExampleRow['exception']>>> = {
  'ml-classifier/multi-stage-wrong-context': {
    expect: 'refused',
    why: 'it copies what is not in its context: the mistake that it shows',
  },
  'secrets-and-ssh/private-index': { expect: 'built', why: 'covered by the case `secrets`' },
  'secrets-and-ssh/private-repository': { expect: 'refused', why: 'it asks a repository that is not there' },
}

/** Programs of a few lines, as articles have them, without a handler for signals. */
const unhandled = new Set([
  'cargo-workspace/services/api',
  'go-two-stages/corrected',
  'models-by-volume',
  'node-two-stages/corrected',
  'polyglot-dockerignore/corrected',
  'polyglot-monorepo/services/stock',
  'python-non-root/corrected',
  'rust-two-stages/corrected',
  'targets',
])

const runOptions: Readonly<Record<string, readonly string[]>> = {
  'models-by-volume': ['--volume', `${join(root, 'examples/models-by-volume/models')}:/models:ro`],
}

const nameOf = (example: string, name: string): string => (name === 'Dockerfile' ? example : `${example}/${name}`)

/** Every Dockerfile of the examples. Those of presets are cases of their own. */
export const exampleCases: readonly ExampleRow[] = rungs
  .map(({ example, name, file }) => ({ name: nameOf(example, name), rung: name, file }))
  .map(({ name, rung, file }) => {
    const exception = exceptions[name]
    return {
      name: `examples/${name}`,
      file,
      ours: /^(?:Dockerfile|corrected.*)$/.test(rung),
      quick: quick.has(name),
      unhandled: unhandled.has(name),
      run: runOptions[name] ?? [],
      ...(exception === undefined ? {} : { exception }),
    }
  })
