import { describe, expect, it } from 'vitest'
import { historyInstruction, showHistory } from '../../src/layers/history-text.js'
import { matchHistory } from '../../src/layers/match-history.js'
import { parseDockerfile } from '../../src/parser/parse-dockerfile.js'

describe('historyInstruction', () => {
  it.each<[createdBy: string, kind: string, text: string, shown: string]>([
    ['RUN /bin/sh -c go build # buildkit', 'run', '/bin/sh -c go build', 'RUN go build'],
    ['RUN |2 A=1 B=x y /bin/sh -c go   build # buildkit', 'run', '/bin/sh -c go   build', 'RUN go build'],
    ['RUN go build -o /app # buildkit', 'run', 'go build -o /app', 'RUN go build -o /app'],
    [
      'RUN /bin/bash -o pipefail -c curl x | sh # buildkit',
      'run',
      '/bin/bash -o pipefail -c curl x | sh',
      'RUN curl x | sh',
    ],
    ['COPY --chown=1:1 a b /c/ # buildkit', 'copy', '--chown=1:1 a b /c/', 'COPY --chown=1:1 a b /c/'],
    [
      '/bin/sh -c #(nop) COPY file:0123456789abcdef0123456789abcdef in /app ',
      'copy',
      'file:0123456789abcdef0123456789abcdef in /app',
      'COPY file:0123456789abcdef0123456789abcdef in /app',
    ],
    ['/bin/sh -c #(nop)  CMD ["sh"]', 'cmd', '["sh"]', 'CMD ["sh"]'],
    ['/bin/sh -c apk add git', 'run', '/bin/sh -c apk add git', 'RUN apk add git'],
    ['|1 A=b /bin/sh -c make', 'run', '/bin/sh -c make', 'RUN make'],
    ['bazel build ...', 'run', 'bazel build ...', 'RUN bazel build ...'],
    ['WORKDIR /app', 'workdir', '/app', 'WORKDIR /app'],
    ['', 'run', '', ''],
  ])('%s', (createdBy, kind, text, shown) => {
    expect(historyInstruction(createdBy)).toMatchObject({ kind, text })
    expect(showHistory(createdBy)).toBe(shown)
  })
})

/** The lines that the entries of a history come from; 0 is none, a negative one the FROM of the base image. */
const linesOf = (dockerfile: string, history: readonly string[], strict = true) => {
  const parsed = parseDockerfile(dockerfile)
  if ('error' in parsed) throw new Error(parsed.error.message)
  const match = matchHistory(
    parsed.document,
    history.map((createdBy) => ({ createdBy, isEmpty: false })),
    strict,
  )
  if (match === undefined) return undefined
  const first = Math.min(...match.instructions.keys())
  return history.map((_, index) =>
    index < first ? -(match.from?.span?.start.line ?? 0) : (match.instructions.get(index)?.span?.start.line ?? 0),
  )
}

const stages = `ARG V=1
FROM golang:$V AS build
RUN go build
FROM debian AS app
ENV A=$V \\
    B=2
COPY --from=build /out/app /app
FROM app AS debug
RUN apt-get install -y gdb
FROM app
USER 10001
ENTRYPOINT ["/app"]
`

const app = ['ENV A=1 B=2', 'COPY /out/app /app # buildkit']

describe('matchHistory', () => {
  it.each<[name: string, dockerfile: string, history: readonly string[], lines: readonly number[] | undefined]>([
    [
      'the last stage, on those it begins with',
      stages,
      ['ADD rootfs /', ...app, 'USER 10001', 'ENTRYPOINT ["/app"]'],
      [-4, 5, 7, 11, 12],
    ],
    [
      'another stage',
      stages,
      ['ADD rootfs /', ...app, 'RUN /bin/sh -c apt-get install -y gdb # buildkit'],
      [-4, 5, 7, 9],
    ],
    ['something else', stages, ['ADD rootfs /', 'RUN /bin/sh -c make # buildkit'], undefined],
    ['another source', stages, ['ENV A=1 B=2', 'COPY /out/other /app', 'USER 10001', 'ENTRYPOINT ["/app"]'], undefined],
    ['no base', 'FROM scratch\nCOPY a /\n', ['COPY a / # buildkit'], [2]],
    ['instructions that are nowhere in the history', 'FROM a\nONBUILD RUN x\nRUN y\n', ['RUN /bin/sh -c y'], [3]],
    ['a continuation with comments', 'FROM a\nRUN a \\\n# why\n  && b\n', ['RUN /bin/sh -c a   && b # buildkit'], [2]],
    [
      'build arguments',
      'FROM a\nARG X=1\nRUN echo $X\n',
      ['ARG X=2', 'RUN |1 X=2 /bin/sh -c echo $X # buildkit'],
      [2, 3],
    ],
    ['the exec form', 'FROM a\nRUN ["a", "b c"]\n', ['RUN a b c # buildkit'], [2]],
    ['a heredoc', 'FROM a\nRUN <<EOF\nset -e\nmake\nEOF\n', ['RUN /bin/sh -c set -e\nmake\n # buildkit'], [2]],
    ['a heredoc of a file', 'FROM a\nCOPY <<EOF /etc/x\ny\nEOF\n', ['COPY <<EOF /etc/x # buildkit'], [2]],
    [
      'the old builder',
      'FROM a\nWORKDIR app\nCOPY x .\nRUN make\nCMD ["x"]\n',
      [
        '/bin/sh -c #(nop) WORKDIR /srv/app',
        `/bin/sh -c #(nop) COPY file:${'0'.repeat(64)} in . `,
        '/bin/sh -c make',
        '/bin/sh -c #(nop)  CMD ["x"]',
      ],
      [2, 3, 4, 5],
    ],
    [
      'one of two like commands',
      'FROM a\nRUN x\nRUN x\n',
      ['RUN /bin/sh -c x', 'RUN /bin/sh -c x', 'RUN /bin/sh -c x'],
      [-1, 2, 3],
    ],
    ['nothing but FROM', 'FROM a\n', ['RUN x'], undefined],
    ['no history', stages, [], undefined],
  ])('%s', (_, dockerfile, history, lines) => {
    expect(linesOf(dockerfile, history)).toEqual(lines)
  })

  it('goes as far as it fits where it need not fit as a whole', () => {
    const history = ['ADD x /', 'RUN /bin/sh -c a', 'RUN /bin/sh -c changed', 'RUN /bin/sh -c c']
    expect(linesOf('FROM x\nRUN a\nRUN b\nRUN c\n', history)).toBeUndefined()
    expect(linesOf('FROM x\nRUN a\nRUN b\nRUN c\n', history, false)).toEqual([-1, 2, 0, 4])
  })
})
