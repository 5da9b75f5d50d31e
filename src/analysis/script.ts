import { forEachChild, parse } from 'unbash'
import type { AndOr, Assignment, Command as ShellCommand, ParsedScript, SyntaxNode, Word } from 'unbash'
import type { Command } from '../model/command.js'
import type { Heredoc } from '../model/heredoc.js'
import type { Instruction, RunInstruction } from '../model/instruction.js'
import { plainScript } from './plain-script.js'
import { isPlainWord, mayHoldExpansion } from './plain-word.js'
import { documentCache } from './document-cache.js'

/** A simple command of a script: `apt-get install -y curl`. */
export interface ScriptCommand {
  /** The literal name; `undefined` where it is computed. */
  readonly name: string | undefined
  /** The words behind it; one that is not literal stands as it was written. */
  readonly args: readonly string[]
  /** The command in the syntax tree, with its words, assignments, redirections and their offsets in the script's text. */
  readonly node: ShellCommand | undefined
  /** Whether all of `args` are plain words, see `isPlainWord`: most commands have no others. */
  readonly plain: boolean
  /** The commands of its pipeline in order, itself among them; absent outside of a pipeline. */
  readonly pipeline?: readonly ScriptCommand[]
  /** It runs only when something else allows: in `if`, `case`, a function, behind `||`, behind a test and `&&`. */
  readonly guarded: boolean
  /** Its failure has an answer: it stands in front of `||`. */
  readonly tolerated: boolean
}

/** What a shell script does, as far as its text tells. */
export interface Script {
  readonly text: string
  /** Whether it is one command of plain words, so that its tree, which is made on demand, tells nothing that `commands` does not. */
  readonly plain: boolean
  /** The syntax tree; absent for a command in exec form, which no shell reads. */
  readonly tree: ParsedScript | undefined
  /** In the order of the text, those in functions, substitutions and branches included. */
  readonly commands: readonly ScriptCommand[]
  /** The variables that it expands. */
  readonly variables: ReadonlySet<string>
  /** The variables and functions that it sets itself. */
  readonly defined: ReadonlySet<string>
  /** How many statements stand one after the other: what `&&` joins is one. */
  readonly statements: number
  /** Whether the shell would refuse it, so that what is known of it is a guess. */
  readonly broken: boolean
}

/** Shells whose scripts are Bourne shell. */
const bourne = /^(?:(?:\/usr)?\/bin\/)?(?:sh|bash|ash|dash|ksh|zsh)$/

const chomped = (heredoc: Heredoc): string =>
  heredoc.chomp ? heredoc.content.replaceAll(/^\t+/gm, '') : heredoc.content

const onlyHeredoc = /^\s*\d*<<-?\s*["']?[^\s"'<>|&;]+["']?\s*$/

const shebang = /^#!\s*(?:\/usr\/bin\/env\s+(?:-S\s+)?)?(\S+)/

/** The script of a RUN that is a heredoc and nothing else: `RUN <<EOF`. */
export const heredocScript = ({ command, heredocs }: RunInstruction): string | undefined => {
  const [first] = heredocs
  const isWhole = command.form === 'shell' && heredocs.length === 1 && onlyHeredoc.test(command.text)
  return first !== undefined && isWhole ? chomped(first) : undefined
}

/**
 * The text that the shell of a RUN reads; `undefined` for the exec form, for a script with another interpreter, and
 * where SHELL names a shell that is not a Bourne shell.
 */
export const scriptText = (instruction: RunInstruction, shell: readonly string[] | undefined): string | undefined => {
  if (instruction.command.form !== 'shell') return undefined
  const content = heredocScript(instruction)
  if (content !== undefined) {
    const interpreter = shebang.exec(content)?.[1]
    if (interpreter !== undefined)
      return bourne.test(interpreter) || bourne.test(`/bin/${interpreter}`) ? content : undefined
    return usesBourneShell(shell) ? content : undefined
  }
  if (!usesBourneShell(shell)) return undefined
  const { text } = instruction.command
  return instruction.heredocs.reduce((joined, { content: body, name }) => `${joined}\n${body}${name}`, text)
}

/** Whether the shell that SHELL names, or the default one, reads Bourne shell scripts. */
export const usesBourneShell = (shell: readonly string[] | undefined): boolean =>
  shell?.[0] === undefined || bourne.test(shell[0])

/** A word in quotes with nothing in them that means something. */
const simplyQuoted = /^(?:"[^"\\$`!]*"|'[^']*')$/

const literal = (word: Word): string | undefined =>
  isPlainWord(word.text) ? word.text : simplyQuoted.test(word.text) ? word.text.slice(1, -1) : literalOfParts(word)

const literalOfParts = (word: Word): string | undefined =>
  word.parts === undefined || word.parts.every((part) => part.type === 'Literal' || part.type === 'SingleQuoted')
    ? word.value
    : word.parts.length === 1 &&
        word.parts[0]?.type === 'DoubleQuoted' &&
        word.parts[0].parts.every((part) => part.type === 'Literal')
      ? word.value
      : undefined

const wordText = (word: Word | Assignment): string => (word.type === 'Word' ? (literal(word) ?? word.text) : word.text)

/** Builtins whose arguments are names of variables. */
const naming: ReadonlySet<string> = new Set(
  'read export readonly local declare typeset unset getopts mapfile readarray'.split(' '),
)

interface Circumstances {
  readonly guarded: boolean
  readonly tolerated: boolean
  /** The simple commands of the pipeline that a command stands in, as far as they are read. */
  readonly pipeline?: ScriptCommand[]
}

const tests: ReadonlySet<string> = new Set(['[', 'test', 'command', 'which', 'type', 'hash', 'grep', 'egrep'])

/** Whether a command only asks a question: `[ -f x ]`, `command -v curl`. */
const isTest = (node: SyntaxNode): boolean => {
  if (node.type === 'TestCommand') return true
  if (node.type === 'Pipeline') return node.commands.some(isTest)
  return node.type === 'Command' && tests.has(node.name?.value ?? '')
}

const readNew = (text: string): Script => {
  const commands: ScriptCommand[] = []
  const variables = new Set<string>()
  const defined = new Set<string>()
  let broken = false

  const readCommand = (node: ShellCommand, { guarded, tolerated, pipeline }: Circumstances): boolean => {
    const args: string[] = []
    let plain = true
    for (const arg of node.args) {
      const isPlain = isPlainWord(arg.text)
      plain &&= isPlain
      args.push(isPlain ? arg.text : wordText(arg))
    }
    if (node.name === undefined) return plain
    const name = literal(node.name)
    const command: ScriptCommand =
      pipeline === undefined
        ? { name, args, node, plain, guarded, tolerated }
        : { name, args, node, plain, guarded, tolerated, pipeline }
    commands.push(command)
    pipeline?.push(command)
    const { value } = node.name
    if (value === 'printf' && args[0] === '-v' && args[1] !== undefined) defined.add(args[1])
    if (naming.has(value)) for (const arg of node.args) defined.add(arg.type === 'Word' ? arg.value : arg.name)
    return plain
  }

  /** A simple command: most have nothing but words that are what they say. */
  const visitCommand = (node: ShellCommand, around: Circumstances, below: Circumstances): void => {
    const plain = readCommand(node, around)
    for (const each of node.prefix) visit(each, below)
    if (node.name !== undefined) visit(node.name, below)
    // What is no argument is a redirection; a plain assignment still sets something.
    for (const each of node.suffix) if (!plain || each.type !== 'Word') visit(each, below)
  }

  const visit = (node: SyntaxNode, around: Circumstances): void => {
    let below = around.pipeline === undefined ? around : { guarded: around.guarded, tolerated: around.tolerated }
    switch (node.type) {
      case 'Word':
        if (mayHoldExpansion(node.text)) for (const part of node.parts ?? []) visit(part, below)
        return
      case 'DoubleQuoted':
        for (const part of node.parts) visit(part, below)
        return
      case 'Command':
        visitCommand(node, around, below)
        return
      case 'Literal':
      case 'SingleQuoted':
        return
      case 'Statement':
        visit(node.command, below)
        return
      case 'AndOr':
        visitList(node, below)
        return
      case 'Pipeline': {
        const inside = node.commands.length > 1 ? { ...below, pipeline: [] } : below
        for (const command of node.commands) visit(command, inside)
        return
      }
      case 'If':
      case 'Case':
      case 'While':
        below = { ...below, guarded: true }
        break
      case 'Assignment':
        defined.add(node.name)
        break
      case 'For':
      case 'Select':
        defined.add(node.name.value)
        break
      case 'Function':
        defined.add(node.name.value)
        below = { ...below, guarded: true }
        break
      case 'SimpleExpansion':
        variables.add(node.text.slice(1))
        break
      case 'ParameterExpansion':
        variables.add(node.parameter)
        if (node.operation?.type === 'Default' && node.operation.operator.endsWith('=')) defined.add(node.parameter)
        break
      case 'ArithmeticWord':
        for (const assigned of node.value.matchAll(/[A-Za-z_]\w*/g)) defined.add(assigned[0])
        break
      case 'Script':
        if ('errors' in node && node.errors !== undefined && node.errors.length > 0) broken = true
        break
      default:
        break
    }
    forEachChild(node, (child) => visit(child, below))
  }

  /** `a && b || c`: what stands behind a test or `||` need not run, what stands before `||` may fail. */
  const visitList = (node: AndOr, around: Circumstances): void => {
    const lastOr = node.operators.lastIndexOf('||')
    let { guarded } = around
    let index = 0
    for (const command of node.commands) {
      guarded ||= node.operators[index - 1] === '||'
      visit(command, { guarded, tolerated: around.tolerated || index <= lastOr })
      guarded ||= isTest(command)
      index++
    }
  }

  const tree = parse(text)
  visit(tree, { guarded: false, tolerated: false })
  return { text, plain: false, tree, commands, variables, defined, statements: tree.commands.length, broken }
}

/** The scripts that were read last: neighbours of one repository, and stages of one file, often have the same. */
let lastRead = new Map<string, Script>()
const mostScripts = 50
const longestScript = 10_000

/** Reads a script; nothing but its text says what it does. */
const read = (text: string): Script => {
  const known = lastRead.get(text)
  if (known !== undefined) return known
  const script = plainScript(text) ?? readNew(text)
  if (text.length > longestScript) return script
  if (lastRead.size >= mostScripts) lastRead = new Map()
  lastRead.set(text, script)
  return script
}

/** Whether the text of a RUN holds one of some texts: tells cheaply that its script need not be read. */
export const holdsAny = ({ command, heredocs }: RunInstruction, texts: readonly string[]): boolean => {
  const written = command.form === 'shell' ? command.text : command.args.join(' ')
  return texts.some((text) => written.includes(text) || heredocs.some(({ content }) => content.includes(text)))
}

const cache = documentCache<Instruction, Script>()

/** A command in exec form: no shell reads it, unless it is one that is given a script. */
const execScript = (args: readonly string[]): Script => {
  const [name, flag, script] = args
  if (name !== undefined && bourne.test(name) && flag !== undefined && /^-\w*c$/.test(flag)) return read(script ?? '')
  const none = new Set<string>()
  const commands =
    name === undefined
      ? []
      : [{ name, args: args.slice(1), node: undefined, plain: true, guarded: false, tolerated: false }]
  return {
    text: args.join(' '),
    plain: false,
    tree: undefined,
    commands,
    variables: none,
    defined: none,
    statements: 1,
    broken: false,
  }
}

/** What the command of a RUN does; `undefined` where it cannot be read. Each instruction is read once. */
export const scriptOf = (instruction: RunInstruction, shell: readonly string[] | undefined): Script | undefined => {
  const known = cache.get(instruction)
  if (known !== undefined) return known
  const text = scriptText(instruction, shell)
  const { command } = instruction
  if (text === undefined && command.form === 'shell') return undefined
  const script = command.form === 'exec' ? execScript(command.args) : read(text ?? '')
  cache.set(instruction, script)
  return script
}

/** What the command of a CMD, ENTRYPOINT or HEALTHCHECK does. */
export const commandScript = (command: Command): Script =>
  command.form === 'exec' ? execScript(command.args) : read(command.text)
