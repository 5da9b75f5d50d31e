import { describe, expect, it } from 'vitest'
import { parseDockerfile } from '../../src/parser/parse-dockerfile.js'

const parse = (text: string) => {
  const parsed = parseDockerfile(text)
  if ('error' in parsed) throw new Error(parsed.error.message)
  return parsed
}

const documentOf = (text: string) => parse(text).document
const instructionOf = (line: string) => documentOf(`FROM a\n${line}\n`).stages[0]?.instructions[0]

describe('parseDockerfile', () => {
  it.each([
    ['RUN a b', { kind: 'run', command: { form: 'shell', text: 'a b' }, heredocs: [] }],
    ['RUN ["a", "b"]', { kind: 'run', command: { form: 'exec', args: ['a', 'b'] } }],
    ['RUN --mount=type=ssh --network=none a', { flags: [{ name: 'mount', value: 'type=ssh' }, { name: 'network', value: 'none' }] }],
    ['COPY --link a "b c" d/', { kind: 'copy', flags: [{ name: 'link' }], words: ['a', '"b', 'c"', 'd/'], json: false }],
    ['ADD ["a b", "c"]', { kind: 'add', words: ['a b', 'c'], json: true }],
    ['COPY <<-EOF /x\n\ta\n\tEOF', { words: ['<<-EOF', '/x'], heredocs: [{ name: 'EOF', content: '\ta\n', expand: true, chomp: true, fd: 0 }] }],
    ['ENV A=1 B="x y"', { kind: 'env', pairs: [{ name: 'A', value: '1', separator: '=' }, { name: 'B', value: '"x y"', separator: '=' }] }],
    ['ENV A b c', { pairs: [{ name: 'A', value: 'b c', separator: ' ' }] }],
    ['LABEL a.b=c', { kind: 'label', pairs: [{ name: 'a.b', value: 'c', separator: '=' }] }],
    ['ARG A B=1 C=', { kind: 'arg', args: [{ name: 'A' }, { name: 'B', value: '1' }, { name: 'C', value: '' }] }],
    ['WORKDIR /a b', { kind: 'workdir', path: '/a b' }],
    ['USER a:b', { kind: 'user', user: 'a:b' }],
    ['EXPOSE 80 81/udp', { kind: 'expose', ports: ['80', '81/udp'] }],
    ['VOLUME /a /b', { kind: 'volume', paths: ['/a', '/b'], json: false }],
    ['CMD a', { kind: 'cmd', command: { form: 'shell', text: 'a' } }],
    ['CMD []', { kind: 'cmd', command: { form: 'exec', args: [] } }],
    ['entrypoint ["a"]', { kind: 'entrypoint', keyword: 'entrypoint', command: { form: 'exec', args: ['a'] } }],
    ['HEALTHCHECK --retries=3 cmd a', { kind: 'healthcheck', type: 'cmd', command: { form: 'shell', text: 'a' }, flags: [{ name: 'retries', value: '3' }] }],
    ['SHELL ["a", "-c"]', { kind: 'shell', args: ['a', '-c'] }],
    ['STOPSIGNAL 9', { kind: 'stopsignal', signal: '9' }],
    ['MAINTAINER a b', { kind: 'maintainer', name: 'a b' }],
    ['ONBUILD RUN cat <<E\nx\nE', { kind: 'onbuild', instruction: { kind: 'run', command: { text: 'cat <<E' }, heredocs: [{ content: 'x\n' }] } }],
  ])('reads %s', (line, expected) => {
    expect(instructionOf(line)).toMatchObject(expected)
  }) // prettier-ignore

  it('has no command for HEALTHCHECK NONE', () => {
    expect(instructionOf('HEALTHCHECK none')).toMatchObject({ kind: 'healthcheck', type: 'none' })
    expect(instructionOf('HEALTHCHECK NONE')).not.toHaveProperty('command')
  })

  it('groups instructions by stage', () => {
    const document = documentOf('ARG V=1\nFROM a:$V as B\nRUN x\nFROM B\nUSER y\n')
    expect(document).toMatchObject({
      args: [{ args: [{ name: 'V', value: '1' }] }],
      stages: [
        { from: { image: 'a:$V', as: 'B', asKeyword: 'as' }, instructions: [{ kind: 'run' }] },
        { from: { image: 'B' }, instructions: [{ kind: 'user' }] },
      ],
    })
  })

  it('gives each instruction its span', () => {
    const text = '\ufeffFROM a\n  RUN x \\\n    y <<E  \nb\nE\nUSER u'
    const spans = [...parse(text).sources.keys()].map(({ span }) => span)
    expect(spans).toEqual([
      { start: { line: 1, column: 2 }, end: { line: 1, column: 8 } },
      { start: { line: 2, column: 3 }, end: { line: 5, column: 2 } },
      { start: { line: 6, column: 1 }, end: { line: 6, column: 7 } },
    ])
  })

  it('keeps comments and blank lines', () => {
    const document = documentOf(
      '# syntax=x\n# head\n#  er\n\n# apart\n\n#above\nFROM a\n\n# one\n\n# two\nRUN x\n# three\nRUN y\nRUN z\n\n# end\n\n# more\n',
    )
    expect(document).toMatchObject({
      header: ['head', ' er'],
      trailer: ['end'],
      detachedTrailer: [['more']],
      stages: [
        {
          from: { comments: ['above'], detachedComments: [['apart']] },
          instructions: [
            { comments: ['two'], detachedComments: [['one']], blankAbove: true },
            { comments: ['three'] },
            { comments: [] },
          ],
        },
      ],
    })
    expect(document.stages[0]?.instructions[1]).not.toHaveProperty('blankAbove')
  })

  it('keeps the lines of a shell command, and what stands between them', () => {
    expect(instructionOf('RUN --mount=type=ssh \\\n # m\n a && \\\n # one\n\n  b \\\n c')).toMatchObject({
      innerComments: ['m'],
      emptyContinuation: 8,
      command: {
        text: 'a &&   b  c',
        layout: [
          { kind: 'code', text: 'a && ' },
          { kind: 'comment', text: 'one' },
          { kind: 'code', text: '  b ' },
          { kind: 'code', text: ' c' },
        ],
      },
    })
  })

  it('keeps the lines of other instructions', () => {
    expect(instructionOf('ENV A=1 \\\n  # b\n  B=2')).toMatchObject({
      innerComments: ['b'],
      layout: [
        { kind: 'code', text: 'ENV A=1 ' },
        { kind: 'comment', text: 'b' },
        { kind: 'code', text: '  B=2' },
      ],
    })
  })

  it.each([
    ['FOO x', 'unknown instruction: FOO (did you mean FROM?)'],
    ['FROM a b', 'FROM requires either one or three arguments'],
    ['FROM a AS b # c', 'FROM requires either one or three arguments'],
    ['SHELL a', 'SHELL requires the arguments to be in JSON form'],
    ['HEALTHCHECK a', 'Unknown type "A" in HEALTHCHECK (try CMD)'],
    ['HEALTHCHECK --x CMD', 'unknown flag: --x'],
    ['HEALTHCHECK CMD', 'Missing command after HEALTHCHECK CMD'],
    ['HEALTHCHECK NONE a', 'HEALTHCHECK NONE takes no arguments'],
    ['ONBUILD', 'ONBUILD requires at least one argument'],
    ['ONBUILD FROM a b', "FROM isn't allowed as an ONBUILD trigger"],
  ])('leaves out %s', (line, message) => {
    const { document, problems } = parse(`FROM a\n${line}\nUSER x\n`)
    expect(problems).toEqual([{ message, phase: 'read', line: 2 }])
    expect(document.stages[0]?.instructions).toMatchObject([{ kind: 'user' }])
  })

  it.each([
    ['RUN x', 'no build stage in current context'],
    ['COPY x', 'COPY requires at least two arguments, but only one was provided. Destination could not be determined'],
    ['ONBUILD FOO', 'no build stage in current context'],
  ])('refuses %s in front of FROM', (line, message) => {
    expect(parse(`${line}\nFROM a\n`).problems).toMatchObject([{ message, line: 1 }])
  })

  it.each([
    ['', 'file with no instructions', 0, 1],
    ['FROM a\nENV A\n', 'ENV must have two arguments', 2, 2],
    ['# escape=x\nFROM a\n', "invalid escape token 'x' does not match ` or \\", 0, 1],
    ['# syntax=a\n# syntax=b\nFROM a\n', 'only one syntax parser directive can be used', 1, 2],
    ['FROM a\nRUN <<EOF\n', 'unterminated heredoc', 2, 2],
  ])('refuses %j', (text, message, buildkitLine, line) => {
    expect(parseDockerfile(text)).toEqual({ error: { message, line: buildkitLine }, line })
  })
})
