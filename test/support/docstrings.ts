import { readFileSync } from 'node:fs'
import { globSync } from 'tinyglobby'

/** One example of a docstring: the code, and the text that it says comes out. */
export interface DocExample {
  readonly file: string
  readonly line: number
  readonly code: string
  readonly expected: string
}

const fence = /^([ \t]*)\* ```ts\n([\s\S]*?)^[ \t]*\* ```$/gm

/** All examples of the docstrings below some folders; an example is code followed by comment lines with the result. */
export const docExamples = (patterns: readonly string[]): readonly DocExample[] =>
  globSync([...patterns])
    .sort()
    .flatMap((file) => {
      const source = readFileSync(file, 'utf8')
      return [...source.matchAll(fence)].flatMap((match) => {
        const lines = (match[2] ?? '')
          .split('\n')
          .slice(0, -1)
          .map((line) => line.replace(/^[ \t]*\* ?/, ''))
        const comments = lines.slice(lines.findLastIndex((line) => !line.startsWith('//')) + 1)
        if (comments.length === 0) return []
        return [
          {
            file,
            line: source.slice(0, match.index).split('\n').length,
            code: lines.slice(0, lines.length - comments.length).join('\n'),
            expected: comments.map((line) => line.replace(/^\/\/ ?/, '')).join('\n'),
          },
        ]
      })
    })
