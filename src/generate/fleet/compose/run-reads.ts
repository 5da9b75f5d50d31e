import { type ScriptCommand, scriptOf } from '../../../analysis/script.js'
import type { Step } from '../../../analysis/stage-node.js'

/** Programs that look into no file which was copied. */
const indifferent = new Set(
  'addgroup adduser apk apt-get chmod chown echo groupadd mkdir set touch true useradd usermod'.split(' '),
)

/** Commands that read manifests and nothing else: the program, its first words, the patterns of what it reads. */
const manifestReaders: readonly (readonly [string, readonly string[], readonly string[]])[] = [
  ['cargo', ['fetch'], ['**/Cargo.toml', '**/Cargo.lock', '**/.cargo/**', '**/rust-toolchain*']],
  ['go', ['mod', 'download'], ['**/go.mod', '**/go.sum', '**/go.work', '**/go.work.sum']],
]

const readsOfCommand = ({ name, args }: ScriptCommand): readonly string[] | undefined => {
  if (name === undefined) return undefined
  if (indifferent.has(name)) return []
  // `find . -exec chown … {} +`
  if (name === 'find') return indifferent.has(args[args.indexOf('-exec') + 1] ?? '') ? [] : undefined
  return manifestReaders.find(
    ([program, words]) => program === name && words.every((word, index) => args[index] === word),
  )?.[2]
}

/**
 * Which of the files that were copied before it a RUN reads: patterns, none of which may match anything;
 * `undefined` where it can be any.
 */
export const readsOf = ({ instruction, before }: Step): readonly string[] | undefined => {
  if (instruction.kind !== 'run') return []
  const script = scriptOf(instruction, before.shell)
  if (script === undefined || script.broken) return undefined
  const reads = script.commands.map(readsOfCommand)
  return reads.some((each) => each === undefined) ? undefined : [...new Set(reads.flatMap((each) => each ?? []))]
}
