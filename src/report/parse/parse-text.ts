import type { ParsedDockerfile } from '../../parser/parse-dockerfile.js'
import type { Problem } from '../../parser/problem.js'
import type { SourceFailure, SyntaxFailure, SyntaxTree } from '../../parser/syntax-tree.js'
import { visible } from '../visible.js'

interface Lines {
  readonly startLine: number
  readonly endLine: number
}

const range = ({ startLine, endLine }: Lines): string =>
  startLine === endLine ? `${startLine}` : `${startLine}-${endLine}`

/** Rows below each other, the lines that they come from in front. */
const table = (rows: readonly (readonly [Lines, string])[]): string => {
  const numbers = rows.map(([lines]) => range(lines))
  const width = numbers.reduce((most, { length }) => Math.max(most, length), 0)
  return rows.map(([, text], index) => `${(numbers[index] ?? '').padStart(width)}  ${visible(text)}\n`).join('')
}

const errorText = ({ error: { message, line } }: SyntaxFailure): string => `line ${line}: ${visible(message)}\n`

/** The instructions for people, each as one line, stages indented; then what BuildKit refuses. */
export const modelText = (parsed: ParsedDockerfile | SourceFailure, problems: readonly Problem[]): string => {
  if ('error' in parsed) return errorText({ error: { ...parsed.error, line: parsed.line } })
  let indent = ''
  const rows = [...parsed.sources].map(([{ kind }, source]): readonly [Lines, string] => {
    const row = `${kind === 'from' ? '' : indent}${source.node.original}`
    if (kind === 'from') indent = '  '
    return [source, row]
  })
  const refused = problems.map(({ message, line = 0 }) => `refused, ${errorText({ error: { message, line } })}`)
  return [table(rows), ...refused].join('')
}

/** The syntax tree for people, in the notation of BuildKit's own tests: `(copy ["--from=build"] "/app" "/app")`. */
export const syntaxText = (parsed: SyntaxTree | SyntaxFailure): string => {
  if ('error' in parsed) return errorText(parsed)
  return table(
    parsed.nodes.map((node): readonly [Lines, string] => {
      const { keyword, flags, args } = node
      const words = [...(flags.length === 0 ? [] : [JSON.stringify(flags)]), ...args.map((arg) => JSON.stringify(arg))]
      return [node, `(${[keyword, ...words].join(' ')})`]
    }),
  )
}
