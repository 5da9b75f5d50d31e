import type { ParsedScript, SyntaxNode } from 'unbash'

/** A word, redirection or assignment as it stands in a script, or an operator or keyword between them. */
export interface Token {
  readonly kind: 'word' | 'operator'
  readonly text: string
  readonly pos: number
  readonly end: number
}

interface Range {
  readonly pos: number
  readonly end: number
}

const blanks = /[ \t]+/y
const operator =
  /&&|\|\||\|&|;;&|;;|;&|[;|&(){}!]|(?:if|then|elif|else|fi|for|in|do|done|while|until|case|esac|time)(?=[\s;&|()]|$)/y

/** What is between two words; `undefined` for anything but blanks, operators and keywords, such as a comment. */
const operatorsIn = (text: string, from: number, to: number): Token[] | undefined => {
  const found: Token[] = []
  let index = from
  while (index < to) {
    blanks.lastIndex = index
    if (blanks.test(text)) {
      index = blanks.lastIndex
      continue
    }
    operator.lastIndex = index
    const match = operator.exec(text)
    if (match === null || operator.lastIndex > to) return undefined
    found.push({ kind: 'operator', text: match[0], pos: index, end: operator.lastIndex })
    index = operator.lastIndex
  }
  return index === to ? found : undefined
}

/** The words of a script, and, whole, whatever has a grammar of its own: `[[ … ]]`, `(( … ))`, functions. */
const wordsOf = (node: SyntaxNode): readonly Range[] => {
  switch (node.type) {
    case 'Script':
    case 'CompoundList':
    case 'AndOr':
    case 'Pipeline':
      return node.commands.flatMap(wordsOf)
    case 'Statement':
      return wordsOf(node.command)
    case 'Command':
      return [...node.prefix, ...(node.name === undefined ? [] : [node.name]), ...node.suffix]
    case 'Redirected':
      return [...wordsOf(node.command), ...node.redirects]
    case 'If':
      return [node.clause, node.then, ...node.elif, ...(node.else === undefined ? [] : [node.else])].flatMap(wordsOf)
    case 'Elif':
      return [...wordsOf(node.clause), ...wordsOf(node.then)]
    case 'For':
      return [node.name, ...(node.wordlist ?? []), ...wordsOf(node.body)]
    case 'While':
      return [...wordsOf(node.clause), ...wordsOf(node.body)]
    case 'Case':
      return [node.word, ...node.items.flatMap((item) => [...item.pattern, ...wordsOf(item.body)])]
    case 'Subshell':
    case 'BraceGroup':
      return wordsOf(node.body)
    default:
      return [node]
  }
}

/**
 * A script as the words and operators that it is made of, in order; `undefined` where something else stands between
 * them.
 *
 * @example
 * ```ts
 * tokensOf(parse('a b && c'), 'a b && c')?.map(({ text }) => text) // ['a', 'b', '&&', 'c']
 * ```
 */
export const tokensOf = (script: ParsedScript, text: string): readonly Token[] | undefined => {
  const tokens: Token[] = []
  let index = 0
  for (const { pos, end } of wordsOf(script)) {
    const between = pos < index || end <= pos ? undefined : operatorsIn(text, index, pos)
    if (between === undefined) return undefined
    tokens.push(...between, { kind: 'word', text: text.slice(pos, end), pos, end })
    index = end
  }
  const rest = operatorsIn(text, index, text.length)
  return rest && [...tokens, ...rest]
}
