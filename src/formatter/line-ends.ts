import type { SourceTree } from '../parser/syntax-tree.js'

/** Whether most lines of a text end with a carriage return and a line feed. */
export const usesCarriageReturns = (text: string): boolean => {
  let all = 0
  let withReturn = 0
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
    all++
    if (text.charCodeAt(at - 1) === 13) withReturn++
  }
  return withReturn * 2 > all
}

/** Lines with a carriage return at each end; the content of heredocs is a part of the image and stays as it is. */
export const withCarriageReturns = (lines: readonly string[], { instructions }: SourceTree): readonly string[] => {
  const content = new Set<number>()
  for (const { heredocs, endLine } of instructions) {
    let end = endLine
    for (const heredoc of heredocs.toReversed()) {
      end--
      for (let count = heredoc.content.split('\n').length - 1; count > 0; count--) content.add(--end)
    }
  }
  const last = lines.length - 1
  return lines.map((line, index) => (index === last || content.has(index) ? line : `${line}\r`))
}
