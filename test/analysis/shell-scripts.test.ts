import { describe, expect, it } from 'vitest'
import { analyse } from '../../src/analysis/analyse.js'
import { shellScripts } from '../../src/analysis/shell-scripts.js'
import { parseDockerfile } from '../../src/parser/parse-dockerfile.js'

/** The scripts without the variables that every build knows. */
const scriptsOf = (text: string, asHadolint = false): readonly string[] => {
  const parsed = parseDockerfile(text)
  if ('error' in parsed) throw new Error(parsed.error.message)
  return shellScripts(analyse(parsed.document), { asHadolint }).map((script) =>
    script.text
      .split('\n')
      .filter((line) => !/^export \w*_PROXY=/i.test(line))
      .join('\n'),
  )
}

describe('scripts for ShellCheck', () => {
  it.each<readonly [what: string, dockerfile: string, scripts: readonly string[]]>([
    ['continuations are joined', 'FROM a\nRUN a && \\\n  # why\n  b\n', ['#!/bin/sh -c\na &&   b']],
    ['a heredoc alone is the script', 'FROM a\nRUN <<EOF\na\nb\nEOF\n', ['#!/bin/sh -c\na\nb\n']],
    ['another heredoc is part of it', 'FROM a\nRUN cat <<E > x\na\nE\n', ['#!/bin/sh -c\ncat <<E > x\na\nE']],
    ['exec form is none', 'FROM a\nRUN ["a", "$b"]\n', []],
    ['SHELL is the interpreter', 'FROM a\nSHELL ["/bin/bash", "-ec"]\nRUN a\n', ['#!/bin/bash -ec\na']],
    ['a shell of Windows reads none', 'FROM a\nSHELL ["pwsh", "-c"]\nRUN a\n', []],
    ['`#!` in a heredoc is the interpreter', 'FROM a\nRUN <<E\n#!/bin/bash\na\nE\n', ['#!/bin/bash\n#!/bin/bash\na\n']],
    [
      'ARG and ENV in front are set',
      'FROM a\nENV A=1 B=2\nRUN a\nARG C D\nRUN b\n',
      [
        '#!/bin/sh -c\nexport A="a b"\nexport B="a b"\na',
        '#!/bin/sh -c\nexport A="a b"\nexport B="a b"\nexport C="a b"\nexport D="a b"\nb',
      ],
    ],
    ['so are those of the base stage', 'FROM a AS p\nENV A=1\nFROM p\nRUN a\n', ['#!/bin/sh -c\nexport A="a b"\na']],
    ['and no others', 'FROM a AS p\nENV A=1\nFROM b\nRUN a\n', ['#!/bin/sh -c\na']],
    [
      'comments for ShellCheck are heard',
      'FROM a\n# shellcheck disable=SC2086\nRUN a && \\\n  # shellcheck disable=SC2046\n  b\n',
      ['#!/bin/sh -c\n# shellcheck disable=SC2086\n# shellcheck disable=SC2046\na &&   b'],
    ],
  ])('%s', (_what, dockerfile, scripts) => {
    expect(scriptsOf(dockerfile)).toEqual(scripts)
  })

  it.each<readonly [what: string, dockerfile: string, scripts: readonly string[]]>([
    ['only the first name of ARG, with a number', 'FROM a\nARG C D\nRUN b\n', ['#!/bin/sh -c\nexport C=1\nb']],
    ['a shell that it does not know', 'FROM a\nSHELL ["powershell", "-c"]\nRUN a\n', ['#!powershell -c\na']],
    ['but not pwsh', 'FROM a\nSHELL ["pwsh", "-c"]\nRUN a\n', []],
    ['the shell that a comment names', 'FROM a\n# hadolint shell=/bin/bash\nRUN a\n', ['#!/bin/bash\na']],
    ['no comment for ShellCheck', 'FROM a\n# shellcheck disable=SC2086\nRUN a\n', ['#!/bin/sh -c\na']],
  ])('hadolint takes %s', (_what, dockerfile, scripts) => {
    expect(scriptsOf(dockerfile, true)).toEqual(scripts)
  })
})
