import { expect, it } from 'vitest'
import { parseInstruction } from '../../src/parser/parse-instruction.js'

it('reads several instructions, without spans', () => {
  const instructions = parseInstruction('# why\nRUN a \\\n  b\nUSER 1')
  expect(instructions).toMatchObject([{ kind: 'run', comments: ['why'] }, { kind: 'user' }])
  expect(JSON.stringify(instructions)).not.toContain('span')
})

it('takes directives for comments, and the escape character of the file', () => {
  expect(parseInstruction('# escape=\\\nRUN a `\n b', '`')).toMatchObject([
    { comments: ['escape=\\'], command: { text: 'a  b' } },
  ])
})

it.each([
  ['FROM a', 'FROM begins another stage', 1],
  ['RUN a\nFOO', 'unknown instruction: FOO (did you mean FROM?)', 2],
  ['', 'file with no instructions', 1],
  ['RUN <<EOF\na', 'unterminated heredoc', 1],
  ['USER a\n\nENV b', 'ENV must have two arguments', 3],
  ['USER a\n# b\n', 'a comment behind the last instruction belongs to none', 2],
])('refuses %j', (text, message, line) => {
  expect(parseInstruction(text)).toEqual({ message, line })
})
