import { rungs } from '../../examples/support.js'
import { pythonIndex } from '../support/package-index.js'
import { canary } from '../support/stage-app.js'
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
  /** Why it cannot be built, and what its build says then. */
  readonly refusal?: { readonly why: string; readonly says: RegExp }
  /** Secrets that its build wants: ids, and what makes what they hold. */
  readonly secrets: Readonly<Record<string, () => Promise<string>>>
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

const refusals: Readonly<Record<string, NonNullable<ExampleRow['refusal']>>> = {
  'ml-classifier/multi-stage-wrong-context': {
    why: 'it copies what is not in its context: the mistake that it shows',
    says: /"\/multi_stage\/\w+": not found/,
  },
  'secrets-and-ssh/leaking-argument': {
    why: 'it asks a package index that is not there',
    says: /No matching distribution found for humanize/,
  },
  'secrets-and-ssh/private-repository': {
    why: 'it asks a repository that is not there',
    says: /Could not resolve hostname|Could not read from remote repository/,
  },
}

/** Secrets that a build wants: ids, and what they hold. */
const secrets: Readonly<Record<string, ExampleRow['secrets']>> = {
  'secrets-and-ssh/private-index': {
    index: pythonIndex,
    netrc: async () => `machine packages.example.com login ci password ${canary}\n`,
  },
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
  const refusal = refusals[name]
  return {
    name: `examples/${name}`,
    file,
    ours: /^(?:Dockerfile|corrected.*)$/.test(rung),
    quick: quick.has(name),
    unhandled: unhandled.has(name),
    proof: proofOf(example, name),
    apk: /\bapk .*\badd\b/.test(text),
    secrets: secrets[name] ?? {},
    ...(refusal === undefined ? {} : { refusal }),
  }
})
