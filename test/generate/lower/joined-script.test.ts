import { expect, it } from 'vitest'
import { lowerForBuilder } from '../../../src/generate/lower-for-builder.js'
import { renderDocument } from '../../../src/renderer/index.js'
import { service } from '../fleet/support.js'

const from = 'FROM debian:trixie-slim\n'

const lowered = (text: string, builder: 'buildah' | 'kaniko' = 'kaniko'): string =>
  renderDocument(lowerForBuilder(service('a', from + text).document, builder, true)).text.slice(from.length)

/** A RUN of a script, whose lines stand in a heredoc. */
const script = (...lines: readonly string[]): string => `RUN <<EOF\n${lines.join('\n')}\nEOF\n`

it.each(['buildah', 'kaniko'] as const)('writes a script behind RUN for %s', (builder) => {
  expect(lowered(script('set -e', 'mkdir /a', "echo 'x y' > /a/b"), builder)).toBe(
    "RUN set -e; \\\n    mkdir /a; \\\n    echo 'x y' > /a/b\n",
  )
})

it.each<[string, readonly string[], readonly string[]]>([
  [
    'loops and conditions',
    [
      'while read -r line; do',
      '  if [ -e "$line" ]',
      '  then',
      '    echo "$line"',
      '  else',
      '    exit 1',
      '  fi',
      'done < /list',
    ],
    [
      'RUN while read -r line; do \\',
      '      if [ -e "$line" ]; \\',
      '      then \\',
      '        echo "$line"; \\',
      '      else \\',
      '        exit 1; \\',
      '      fi; \\',
      '    done < /list',
    ],
  ],
  [
    'lists',
    ['a &&', '  b ||', '  c |', '  d', '{', 'e', '}'],
    ['RUN a && \\', '      b || \\', '      c | \\', '      d; \\', '    { \\', '    e; \\', '    }'],
  ],
  ['commands over several lines', ['find / \\', '  -name x', 'b'], ['RUN find / \\', '      -name x; \\', '    b']],
  ['a comment in front', ['# why', 'set -eu', 'a'], ['RUN \\', '    # why', '    set -eu; \\', '    a']],
  ['comments', ['a', '', '# why', 'b', '# end'], ['RUN a; \\', '    # why', '    b']],
])('keeps the meaning of %s', (_, before, after) => {
  expect(lowered(script(...before))).toBe(`${after.join('\n')}\n`)
})

it('takes the tabs away that <<- takes away', () => {
  expect(lowered('RUN <<-EOF\n\tmkdir /a\n\tmkdir /b\nEOF\n')).toBe('RUN mkdir /a; \\\n    mkdir /b\n')
})

it('keeps mounts', () => {
  expect(lowered('RUN --mount=type=cache,target=/c <<EOF\na\nb\nEOF\n')).toBe(
    'RUN --mount=type=cache,target=/c a; \\\n    b\n',
  )
})

it.each([
  ['a text of several lines', script('echo "a', 'b"')],
  ['a comment behind a command', script('a # why', 'b')],
  ['a heredoc in the script', script('cat > /x <<END', 'y', 'END')],
  ['a shift that a Dockerfile takes for a heredoc', script('echo $((1 <<2 ))', 'b')],
  ['what a Dockerfile takes for a JSON array', script('["ls"]')],
  ['another interpreter', script('#!/usr/bin/env python3', 'print(1)')],
  ['a script for a program', 'RUN python3 <<EOF\nprint(1)\nEOF\n'],
  ['what the shell refuses', script('if a; then', 'b')],
  ['nothing but comments', script('# nothing')],
  ['another shell', `SHELL ["pwsh", "-c"]\n${script('a', 'b')}`],
])('leaves %s as it is', (_, text) => {
  expect(lowered(text)).toBe(text)
})
