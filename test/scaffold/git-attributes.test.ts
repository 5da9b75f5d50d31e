import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { withGitAttributes } from '../../src/scaffold/git-attributes.js'

const title = '# Generated from dockerfile.ts: folded in reviews, the same bytes everywhere'
const line = (path: string): string => `${path} linguist-generated text eol=lf`

const cases: readonly (readonly [string, string, string])[] = [
  ['an empty file', '', `${title}\n${line('/Dockerfile')}\n`],
  ['lines', '* text=auto\n', `* text=auto\n\n${title}\n${line('/Dockerfile')}\n`],
  ['a last line without an end', '* text=auto', `* text=auto\n\n${title}\n${line('/Dockerfile')}\n`],
  ['CRLF', '* text=auto\r\n', `* text=auto\r\n\r\n${title}\r\n${line('/Dockerfile')}\r\n`],
  ['the line itself', `${line('/Dockerfile')}\n`, `${line('/Dockerfile')}\n`],
  ['the same said otherwise', 'Dockerfile eol=lf linguist-generated=true', 'Dockerfile eol=lf linguist-generated=true'],
  ['only a part of it', 'Dockerfile eol=lf\n', `Dockerfile eol=lf\n\n${title}\n${line('/Dockerfile')}\n`],
]

describe('.gitattributes', () => {
  it.each(cases)('with %s', (_, present, expected) => {
    const text = withGitAttributes(present, ['Dockerfile'], 'dockerfile.ts')
    expect(text).toBe(expected)
    expect(withGitAttributes(text, ['Dockerfile'], 'dockerfile.ts')).toBe(text)
  })

  it('adds only what is missing', () => {
    const present = `${line('/Dockerfile')}\n`
    expect(withGitAttributes(present, ['Dockerfile', '.dockerignore'], 'dockerfile.ts')).toBe(
      `${present}\n${title}\n${line('/.dockerignore')}\n`,
    )
  })

  it.each(['Dockerfile', 'a b/Dockerfile', 'a[1]*?/Dockerfile', 'say "hi"/Dockerfile', String.raw`back\slash`])(
    'is understood by git for `%s`',
    (path) => {
      const folder = mkdtempSync(join(tmpdir(), 'gen-dockerfile-'))
      try {
        execFileSync('git', ['init', '-q'], { cwd: folder })
        writeFileSync(join(folder, '.gitattributes'), withGitAttributes('', [path], 'dockerfile.ts'))
        const args = ['check-attr', '-z', 'linguist-generated', 'eol', '--', path, `deeper/${path}`]
        const fields = execFileSync('git', args, { cwd: folder, encoding: 'utf8' }).split('\0')
        expect(fields.filter((_, index) => index % 3 === 2)).toEqual(['set', 'lf', 'unspecified', 'unspecified'])
      } finally {
        rmSync(folder, { recursive: true })
      }
    },
  )
})
