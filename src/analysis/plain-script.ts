import { parse } from 'unbash'
import type { Command as ShellCommand, ParsedScript } from 'unbash'
import type { Script, ScriptCommand } from './script.js'

/** One command of plain words, see `isPlainWord`; the first of them is no assignment. */
const onePlainCommand = /^[\w@%+:,./-]+(?: +[\w@%+=:,./-]+)*$/

/** First words of which the grammar, or what the command does to its shell, makes something else. */
const special: ReadonlySet<string> = new Set(
  [
    'if then else elif fi do done case esac while until for in function select time coproc',
    'read export readonly local declare typeset unset getopts mapfile readarray printf alias',
  ].flatMap((names) => names.split(' ')),
)

const none: ReadonlySet<string> = new Set()

/** Most RUNs of one command are read by nobody word for word: the tree is made when it is asked for. */
class PlainScript implements Script {
  readonly plain = true
  readonly text: string
  readonly commands: readonly ScriptCommand[]
  readonly variables = none
  readonly defined = none
  readonly statements = 1
  readonly broken = false
  #tree: ParsedScript | undefined

  constructor(text: string, name: string, args: readonly string[]) {
    this.text = text
    this.commands = [new PlainCommand(this, name, args)]
  }

  get tree(): ParsedScript {
    this.#tree ??= parse(this.text)
    return this.#tree
  }
}

class PlainCommand implements ScriptCommand {
  readonly name: string
  readonly args: readonly string[]
  readonly plain = true
  readonly guarded = false
  readonly tolerated = false
  readonly #script: PlainScript

  constructor(script: PlainScript, name: string, args: readonly string[]) {
    this.#script = script
    this.name = name
    this.args = args
  }

  get node(): ShellCommand | undefined {
    const command = this.#script.tree.commands[0]?.command
    return command?.type === 'Command' ? command : undefined
  }
}

/**
 * Reads a script that is one command of plain words; `undefined` for any other.
 *
 * @example
 * ```ts
 * plainScript('npm ci --omit=dev')?.commands[0]?.args // ['ci', '--omit=dev']
 * plainScript('npm ci && npm test') // undefined
 * ```
 */
export const plainScript = (text: string): Script | undefined => {
  if (!onePlainCommand.test(text)) return undefined
  const [name = '', ...args] = text.split(/ +/)
  return special.has(name) ? undefined : new PlainScript(text, name, args)
}
