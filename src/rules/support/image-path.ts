import { expand } from '../../analysis/expansion.js'
import { resolvePosix } from '../../analysis/posix-path.js'
import type { CommandUse } from '../../analysis/commands.js'
import type { Script } from '../../analysis/script.js'
import type { Step } from '../../analysis/stage-node.js'

/** A path of the image as an instruction names it, absolute and clean; `undefined` where only the build knows. */
export const pathAt = ({ before }: Step, path: string): string | undefined =>
  path.startsWith('/')
    ? resolvePosix('/', path)
    : before.workdir === undefined
      ? undefined
      : resolvePosix(before.workdir, path)

const moving = new WeakMap<Script, boolean>()

/** Whether a script changes its directory, so that only whole paths are certain. */
export const changesDirectory = (script: Script): boolean => {
  const known = moving.get(script) ?? script.commands.some(({ name }) => name === 'cd' || name === 'pushd')
  moving.set(script, known)
  return known
}

/**
 * The path that a word of a script means, absolute and clean; `undefined` where that is not certain: behind `cd`, and
 * with variables that the file does not set.
 */
export const pathOfWord = ({ script, step, stage }: CommandUse, word: string): string | undefined => {
  const path = expand(word, stage.scope, '\\')
  if (!path.certain || path.value === '' || /^~|[`(]/.test(path.value)) return undefined
  if (!path.value.startsWith('/') && changesDirectory(script)) return undefined
  return pathAt(step, path.value)
}

/** Where a COPY or ADD puts things, absolute and clean, and whether that is surely a directory. */
export const destinationOf = (step: Step): { readonly path: string; readonly isDirectory: boolean } | undefined => {
  const { copy, instruction } = step
  if (copy === undefined || !copy.destination.certain) return undefined
  const { value } = copy.destination
  const path = pathAt(step, value)
  const words = instruction.kind === 'copy' || instruction.kind === 'add' ? instruction.words.length : 0
  return path === undefined
    ? undefined
    : { path, isDirectory: /(?:^|\/)\.{0,2}$/.test(value) || words > 2 || path === step.before.workdir }
}
