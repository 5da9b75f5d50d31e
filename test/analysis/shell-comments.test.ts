import { describe, expect, it } from 'vitest'
import { shellsByComment } from '../../src/analysis/shell-comments.js'
import { parseDockerfile } from '../../src/parser/parse-dockerfile.js'

const shells = (text: string): readonly string[] => {
  const parsed = parseDockerfile(text)
  if ('error' in parsed) throw new Error(parsed.error.message)
  const found = shellsByComment(parsed.document)
  return parsed.document.stages.flatMap(({ instructions }) =>
    instructions.filter(({ kind }) => kind === 'run').map((each) => found.get(each)?.[0] ?? '-'),
  )
}

// As hadolint 2.15.1 does: its ShellCheck findings tell which shell it took.
describe('the shell that a comment for hadolint names', () => {
  it.each<readonly [text: string, shells: readonly string[]]>([
    ['FROM a\nRUN x\n', ['-']],
    ['# hadolint shell=pwsh\nFROM a\nRUN x\nFROM b\nRUN y\n', ['pwsh', 'pwsh']],
    ['# hadolint shell=pwsh\n\n# more\nARG x\nFROM a\nRUN x\n', ['pwsh']],
    ['FROM a\nRUN x\n# hadolint shell=pwsh\nRUN y\nRUN z\n', ['-', 'pwsh', 'pwsh']],
    ['FROM a\n# hadolint shell=pwsh\n\n\nRUN x\nFROM b\nRUN y\n', ['pwsh', '-']],
    ['FROM a AS b\n# hadolint shell=pwsh\nRUN x\nFROM b\nRUN y\n', ['pwsh', 'pwsh']],
    ['FROM a AS b\n# hadolint shell=pwsh\nFROM b\nRUN y\n', ['pwsh']],
    ['FROM a\n# hadolint shell=pwsh\nSHELL ["/bin/sh", "-c"]\nRUN x\n', ['-']],
    ['FROM a\nSHELL ["/bin/sh", "-c"]\n# hadolint shell=pwsh\nRUN x\n', ['pwsh']],
    ['FROM a\n# hadolint shell="pwsh" # why\nRUN x\n', ['pwsh']],
    ['FROM a\n#hadolint  shell = pwsh\nRUN x\n', ['pwsh']],
    ['FROM a\n# hadolint shell=pwsh -c\nRUN x\n', ['-']],
    ['FROM a\n# hadolint global shell=pwsh\nRUN x\n', ['-']],
  ])('is followed in %j', (text, wanted) => {
    expect(shells(text)).toEqual(wanted)
  })
})
