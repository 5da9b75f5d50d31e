import type { TextEdit } from '../../model/diagnostic.js'
import { commandEdit } from './command-edit.js'
import type { RuleContext } from './rule.js'
import type { RunCall } from './run-calls.js'

/** Where an option is put behind the name of a program, or behind one of these words of its call. */
const editOfCall = (
  { name, command: { node }, use: { at, script } }: RunCall,
  option: string,
  verbs: readonly string[] | undefined,
  context: RuleContext,
): TextEdit | undefined => {
  const word =
    verbs === undefined ? node?.name : node?.args.find((arg) => arg.type !== 'Assignment' && verbs.includes(arg.value))
  // A word that stands somewhere else in the text than its place says belongs to a script of its own.
  if (word === undefined || script?.text.slice(word.pos, word.end) !== word.value) return undefined
  // `exec wget`
  if (verbs === undefined && word.value.slice(word.value.lastIndexOf('/') + 1) !== name) return undefined
  return commandEdit(at, [word.end, word.end], ` ${option}`, context)
}

/**
 * The repair that puts an option into each of some calls of one RUN, behind the first of some words, or behind the name of the
 * program; nothing where one of them cannot have it.
 *
 * @example
 * ```ts
 * optionFix('--no-cache', calls, ['add'], context) // `apk add curl` becomes `apk add --no-cache curl`
 * ```
 */
export const optionFix = (
  option: string,
  calls: readonly RunCall[],
  verbs: readonly string[] | undefined,
  context: RuleContext,
) => {
  const edits = calls.flatMap((call) => editOfCall(call, option, verbs, context) ?? [])
  return edits.length < calls.length ? {} : { fix: { title: `Add \`${option}\``, edits } }
}
