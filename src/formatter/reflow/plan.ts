import type { AndOr, BraceGroup, Case, Command, CompoundList, If, Statement, Subshell, SyntaxNode } from 'unbash'
import { packageListOf, sortedPackages } from './package-list.js'
import { firstFrom } from './sorted.js'
import type { Token } from './tokens.js'

/** A line inside of something that the plan leaves on one line. */
export interface FurtherLine {
  /** A number for all the lines of what it is inside of. */
  readonly owner: number
  readonly indent: number
}

/** Where lines begin in a script that is laid out. */
export interface Plan {
  /** By the position of the word or keyword that a line begins with: its indentation. */
  readonly lines: Map<number, number>
  /** By the position of a word: the line that begins with it where the author wants one there. */
  readonly furtherLines: Map<number, FurtherLine>
  /** By the position of a package in a list: the package that stands there once the list is sorted. */
  readonly packages: Map<number, string>
  /** Positions at which no line begins, whatever the author wants. */
  readonly joined: Set<number>
  /** Positions in front of which blanks stand only where the author has some: `a|b)`. */
  readonly tight: Set<number>
}

/** A script to plan. */
export interface PlanInput {
  readonly statements: readonly Statement[]
  readonly tokens: readonly Token[]
  /** The offsets at which the author's lines end. */
  readonly cuts: readonly number[]
  /** The offsets at which the author's comments stand. */
  readonly comments: readonly number[]
  readonly widthOf: (pos: number, end: number) => number
}

const step = 4
const mostInLine = 3
const widestGroup = 80

/** What answers a failure without doing anything stays behind the command that may fail. */
const isAnswer = (node: SyntaxNode): boolean =>
  node.type === 'Command' &&
  node.prefix.length === 0 &&
  /^(?:true|:|false|exit|return)$/.test(node.name?.text ?? '') &&
  node.suffix.every(({ type }) => type === 'Word')

const compound = new Set(['If', 'For', 'While', 'Case'])

const holdsCompound = (node: SyntaxNode): boolean => {
  if (compound.has(node.type)) return true
  if (node.type === 'Statement' || node.type === 'Redirected') return holdsCompound(node.command)
  if (node.type === 'AndOr' || node.type === 'Pipeline' || node.type === 'CompoundList')
    return node.commands.some(holdsCompound)
  return (node.type === 'Subshell' || node.type === 'BraceGroup') && holdsCompound(node.body)
}

/**
 * Decides where lines begin: at each command of a list, at the bodies of loops and branches, at each package. `undefined`
 * where a keyword is not found where the tree says that it is.
 */
export const planLines = ({ statements, tokens, cuts, comments, widthOf }: PlanInput): Plan | undefined => {
  const plan: Plan = {
    lines: new Map(),
    furtherLines: new Map(),
    packages: new Map(),
    joined: new Set(),
    tight: new Set(),
  }
  const starts = new Map(tokens.map((token) => [token.pos, token]))
  const positions = tokens.map(({ pos }) => pos)
  let isSure = true
  let owners = 0

  const isCut = (pos: number, end: number): boolean => (cuts[firstFrom(cuts, pos + 1)] ?? end) < end
  const isCommented = (pos: number, end: number): boolean => (comments[firstFrom(comments, pos + 1)] ?? end) < end

  const beginLine = (pos: number, indent: number, text?: string): void => {
    const token = starts.get(pos)
    if (token === undefined || (text !== undefined && token.text !== text)) isSure = false
    plan.lines.set(pos, indent)
  }

  const between = (pos: number, end: number): readonly number[] =>
    positions.slice(firstFrom(positions, pos + 1), firstFrom(positions, end))

  /** Notes how far lines are indented that begin inside of a stretch; what is noted later goes before. */
  const inside = (pos: number, end: number, indent: number): void => {
    const owner = owners++
    for (const at of between(pos, end)) plan.furtherLines.set(at, { owner, indent })
  }

  const planCommand = (command: Command, indent: number): void => {
    inside(command.pos, command.end, indent + step)
    const list = packageListOf(command)
    if (list === undefined) return
    const { packages, flagsBehind, free } = list
    const first = packages[0]?.pos ?? command.end
    const end = packages.at(-1)?.end ?? command.end
    const words = packages.map(({ pos }) => pos)
    if (packages.some((word) => isCut(word.pos, word.end))) return
    if (free && !isCommented(first, end)) {
      for (const [index, text] of sortedPackages(packages).entries()) plan.packages.set(words[index] ?? 0, text)
    }
    if (words.length <= mostInLine && !isCut(command.pos, end)) return
    for (const pos of words) beginLine(pos, indent + step)
    const [flag] = flagsBehind
    if (flag !== undefined) beginLine(flag.pos, indent + step)
  }

  const planBody = ({ commands }: CompoundList, indent: number): void => {
    const [first] = commands
    if (first === undefined) isSure = false
    else beginLine(first.pos, indent)
    planStatements(commands, indent)
  }

  const planList = (node: AndOr, indent: number): void => {
    for (const [index, command] of node.commands.entries()) {
      if (index > 0) {
        const isInline = node.operators[index - 1] === '||' && isAnswer(command)
        if (isInline && !isCommented((node.commands[index - 1]?.end ?? 0) - 1, command.pos + 1))
          plan.joined.add(command.pos)
        else beginLine(command.pos, indent)
      }
      planNode(command, indent)
    }
  }

  const planGroup = (node: Subshell | BraceGroup, indent: number): void => {
    const isShort = widthOf(node.pos, node.end) <= widestGroup
    if (isShort && !isCut(node.pos, node.end) && !holdsCompound(node.body)) return
    planBody(node.body, indent + step)
    beginLine(node.end - 1, indent, node.type === 'Subshell' ? ')' : '}')
  }

  const planIf = (node: If, indent: number): void => {
    inside(node.pos, node.then.pos, indent + 2 * step)
    planBody(node.then, indent + step)
    let behind = node.then.end
    for (const branch of node.elif) {
      beginLine(branch.pos, indent, 'elif')
      inside(branch.pos, branch.then.pos, indent + 2 * step)
      planBody(branch.then, indent + step)
      behind = branch.end
    }
    if (node.else !== undefined) {
      const index = firstFrom(positions, behind)
      const keyword = tokens.slice(index, index + 2).find(({ text }) => text === 'else')
      beginLine(keyword?.pos ?? -1, indent)
      planBody(node.else, indent + step)
    }
    beginLine(node.end - 2, indent, 'fi')
  }

  const planCase = (node: Case, indent: number): void => {
    for (const item of node.items) {
      beginLine(item.pos, indent + step)
      for (const at of between(item.pos, item.pattern.at(-1)?.end ?? item.pos)) plan.tight.add(at)
      const { body, terminator } = item
      const [only, ...more] = body.commands
      const isSimple = only === undefined || (more.length === 0 && only.command.type === 'Command')
      if (isSimple && !isCut(item.pattern.at(-1)?.end ?? item.pos, item.end)) continue
      if (only !== undefined) planBody(body, indent + 2 * step)
      if (terminator !== undefined) beginLine(item.end - terminator.length, indent + 2 * step, terminator)
    }
    beginLine(node.end - 4, indent, 'esac')
  }

  const planNode = (node: SyntaxNode, indent: number): void => {
    switch (node.type) {
      case 'Command':
        return planCommand(node, indent)
      case 'AndOr':
        return planList(node, indent)
      case 'Pipeline':
        inside(node.pos, node.end, indent + step)
        return node.commands.forEach((command) => planNode(command, indent))
      case 'Redirected':
        inside(node.command.end, node.end, indent + step)
        return planNode(node.command, indent)
      case 'If':
        return planIf(node, indent)
      case 'For':
      case 'While':
        inside(node.pos, node.body.pos, indent + 2 * step)
        planBody(node.body, indent + step)
        return beginLine(node.end - 4, indent, 'done')
      case 'Case':
        return planCase(node, indent)
      case 'Subshell':
      case 'BraceGroup':
        return planGroup(node, indent)
      default:
        return undefined
    }
  }

  const planStatements = (list: readonly Statement[], indent: number): void => {
    for (const [index, { pos, command }] of list.entries()) {
      if (index > 0) beginLine(pos, indent)
      planNode(command, indent)
    }
  }

  planStatements(statements, step)
  return isSure ? plan : undefined
}
