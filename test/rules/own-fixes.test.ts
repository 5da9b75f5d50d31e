import { describe, expect, it } from 'vitest'
import { fixText } from '../../src/linter/fix.js'
import { lintText } from '../../src/linter/lint-text.js'

const only = ['bash-in-sh', 'exec-form-shell-syntax', 'healthcheck-ignores-status', 'numeric-stage-reference']

const fix = (text: string): string => fixText(text, (each) => lintText(each, { only })).text

const debian = 'FROM debian:trixie-slim\n'

describe('repairs', () => {
  it.each([
    ['source', `${debian}RUN a && \\\n    source /x && source /y\n`, `${debian}RUN a && \\\n    . /x && . /y\n`],
    ['== in a test', `${debian}RUN if [ "$A" == b ]; then x; fi\n`, `${debian}RUN if [ "$A" = b ]; then x; fi\n`],
    [
      'both, behind a comment',
      `${debian}RUN [ a == b ] && \\\n  # why\n  source /x\n`,
      `${debian}RUN [ a = b ] && \\\n  # why\n  . /x\n`,
    ],
    ['curl', 'FROM a:1\nHEALTHCHECK CMD curl http://x\n', 'FROM a:1\nHEALTHCHECK CMD curl --fail http://x\n'],
    [
      'curl with flags in front',
      'FROM a:1\nHEALTHCHECK --interval=5s CMD  curl -s x || exit 1\n',
      'FROM a:1\nHEALTHCHECK --interval=5s CMD  curl --fail -s x || exit 1\n',
    ],
    ['a position', 'FROM a:1 AS b\nFROM c:1\nCOPY --from=0 /x 0\n', 'FROM a:1 AS b\nFROM c:1\nCOPY --from=b /x 0\n'],
    [
      'a position among flags',
      'FROM a:1 AS b\nFROM c:1\nCOPY --link --from=0 /x /y\n',
      'FROM a:1 AS b\nFROM c:1\nCOPY --link --from=b /x /y\n',
    ],
    [
      'a command in one word',
      'FROM a:1\nENTRYPOINT ["java -jar /x.jar"]\n',
      'FROM a:1\nENTRYPOINT ["java", "-jar", "/x.jar"]\n',
    ],
  ])('%s', (_name, text, expected) => {
    expect(fix(text)).toBe(expected)
    expect(fix(expected)).toBe(expected)
  })

  it.each([
    ['what has no name', 'FROM a:1\nFROM c:1\nCOPY --from=0 /x /y\n'],
    ['what needs bash', `${debian}RUN [[ a = b ]]\n`],
    ['a script in a heredoc', `${debian}RUN <<EOF\nsource /x\nEOF\n`],
    ['a check in exec form', 'FROM a:1\nHEALTHCHECK CMD ["curl", "x"]\n'],
    ['a command with quotes in one word', 'FROM a:1\nENTRYPOINT ["x \'a b\'"]\n'],
  ])('leave %s', (_name, text) => {
    expect(fix(text)).toBe(text)
  })
})
