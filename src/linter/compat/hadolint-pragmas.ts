import type { Analysis } from '../../analysis/analyse.js'

const pragma = /^\s*hadolint\s+(?:(global)\s+)?ignore\s*=\s*([^\s#].*)$/

const namesIn = (comments: readonly string[], global: boolean): readonly string[] =>
  comments.flatMap((comment) => {
    const found = pragma.exec(comment)
    return found !== null && (found[1] === 'global') === global
      ? (found[2] ?? '').split(',').map((name) => name.trim())
      : []
  })

/** What the comments of a file tell hadolint to ignore. */
export const hadolintPragmas = (analysis: Analysis) => {
  const comments = [
    ...analysis.document.header,
    ...analysis.instructions.flatMap((each) => each.comments),
    ...analysis.document.trailer,
  ]
  const everywhere = new Set(namesIn(comments, true))
  const inline = new Set(
    analysis.instructions.flatMap(({ comments: above, span }) =>
      namesIn(above, false).map((code) => `${span?.start.line} ${code}`),
    ),
  )
  return { silences: (code: string, line: number): boolean => everywhere.has(code) || inline.has(`${line} ${code}`) }
}
