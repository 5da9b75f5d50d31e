import { rungs } from '../../examples/support.js'
import { proofs, type Proof } from './example-answers.js'

/** A Dockerfile of the examples, and what is true of its image. */
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
  readonly proof: Proof
  /** Whether it installs packages of Alpine. */
  readonly apk: boolean
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
  'secrets-and-ssh/leaking-argument': { expect: 'refused', why: 'it asks a package index that is not there' },
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

const nameOf = (example: string, name: string): string => (name === 'Dockerfile' ? example : `${example}/${name}`)

const proofOf = (example: string, name: string): Proof => {
  const proof = proofs[name] ?? proofs[example]
  if (proof === undefined)
    throw new Error(`nothing says how \`examples/${name}\` answers: add it to example-answers.ts`)
  return proof
}

/** Every Dockerfile of the examples. Those of presets are cases of their own. */
export const exampleCases: readonly ExampleRow[] = rungs.map(({ example, name: rung, file, text }) => {
  const name = nameOf(example, rung)
  const exception = exceptions[name]
  return {
    name: `examples/${name}`,
    file,
    ours: /^(?:Dockerfile|corrected.*)$/.test(rung),
    quick: quick.has(name),
    unhandled: unhandled.has(name),
    proof: proofOf(example, name),
    apk: /\bapk .*\badd\b/.test(text),
    ...(exception === undefined ? {} : { exception }),
  }
})
