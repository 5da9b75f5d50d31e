import { readdirSync, readFileSync } from 'node:fs'
import { globSync } from 'tinyglobby'
import { describe, expect, it } from 'vitest'
import { formatDockerfile } from '../../src/formatter/index.js'

const folder = new URL('../fixtures/format/', import.meta.url)
const read = (name: string): string => readFileSync(new URL(name, folder), 'utf8')
const names = readdirSync(folder).flatMap((name) => (name.endsWith('.before.Dockerfile') ? [name.slice(0, -18)] : []))

const format = (text: string, reflow = false): string => {
  const formatted = formatDockerfile(text, { reflow })
  if ('text' in formatted) return formatted.text
  throw new Error(JSON.stringify(formatted.failures))
}

describe('files', () => {
  it.each(names)('formats %s', async (name) => {
    const text = format(read(`${name}.before.Dockerfile`))
    await expect(text).toMatchFileSnapshot(`../fixtures/format/${name}.after.Dockerfile`)
    expect(format(text)).toBe(text)
  })

  it.each(names)('lays out %s', async (name) => {
    const text = format(read(`${name}.before.Dockerfile`), true)
    await expect(text).toMatchFileSnapshot(`../fixtures/format/${name}.reflow.Dockerfile`)
    expect(format(text, true)).toBe(text)
  })
})

describe('bytes', () => {
  it.each([
    ['a missing line end', 'FROM a', 'FROM a\n'],
    ['a byte order mark', '\ufeffFROM a\n', 'FROM a\n'],
    ['CRLF', 'from a\r\nRUN x \\\r\n  y\r\n', 'FROM a\r\nRUN x \\\r\n  y\r\n'],
    ['CRLF without a line end', 'from a\r\nRUN x', 'FROM a\r\nRUN x\r\n'],
    ['mostly CRLF', 'FROM a\r\nRUN x\r\nRUN y\n', 'FROM a\r\nRUN x\r\nRUN y\r\n'],
    ['mostly LF', 'FROM a\nRUN x\r\nRUN y\n', 'FROM a\nRUN x\nRUN y\n'],
    ['heredocs with CRLF', 'from a\r\nRUN <<E\r\nx\r\nE\r\n', 'FROM a\r\nRUN <<E\r\nx\r\nE\r\n'],
    [
      'heredocs with both',
      'from a\r\nRUN <<E\r\nx\r\n\n\r\ny\nE\r\nUSER a\r\n',
      'FROM a\r\nRUN <<E\r\nx\r\n\n\r\ny\nE\r\n\r\nUSER a\r\n',
    ],
    ['CRLF in a heredoc of LF', 'from a\nRUN <<E\nx\r\nE\n', 'FROM a\nRUN <<E\nx\r\nE\n'],
    ['two heredocs', 'from a\r\nRUN <<A <<B\r\na\nA\r\nb\nB\r\n', 'FROM a\r\nRUN <<A <<B\r\na\nA\r\nb\nB\r\n'],
    [
      'directives in the old order',
      '# check=skip=all\n#syntax=a\nFROM a\n',
      '# syntax=a\n# check=skip=all\n\nFROM a\n',
    ],
    ['a comment that would become a directive', '\n# escape=`\nFROM a\n', '\n# escape=`\nFROM a\n'],
    ['a comment that would become a script line', '\n#!x\n# syntax=a\nFROM a\n', '# !x\n# syntax=a\nFROM a\n'],
  ])('keeps the meaning of %s', (_, before, after) => {
    expect(format(before)).toBe(after)
    expect(format(after)).toBe(after)
  })
})

describe('the old form of ENV and LABEL', () => {
  it.each([
    ['ENV A b', 'ENV A=b'],
    ['ENV A b c', 'ENV A="b c"'],
    ['ENV A   b   c ', 'ENV A="b   c"'],
    ['ENV A $B/c', 'ENV A=$B/c'],
    ['ENV A ${B:-x y}', 'ENV A="${B:-x y}"'],
    ['ENV A "b c"', 'ENV A="b c"'],
    ["ENV A '$b c'", "ENV A='$b c'"],
    ['LABEL a.b c=d', 'LABEL a.b=c=d'],
    ['ENV A b\\ c', 'ENV A b\\ c'],
    ['ENV A b "c"', 'ENV A b "c"'],
    ["ENV A it's", "ENV A it's"],
    ['ENV A$B c', 'ENV A$B c'],
  ])('writes %s as %s', (before, after) => {
    expect(format(`FROM a\n${before}\n`)).toBe(`FROM a\n${after}\n`)
  })
})

describe('what cannot be formatted', () => {
  const place = (line: number) => ({ start: { line, column: 1 }, end: { line, column: 1 } })
  it.each([
    ['FROM a\nENV A\n', 'parse-error', 'BuildKit cannot parse the file: ENV must have two arguments.', 2],
    ['', 'parse-error', 'BuildKit cannot parse the file: file with no instructions.', 1],
    [
      'FROM a\n\nFOO b\n',
      'invalid-instruction',
      'BuildKit refuses the file: unknown instruction: FOO (did you mean FROM?).',
      3,
    ],
    [
      'FROM a\nONBUILD FOO\n',
      'invalid-instruction',
      'BuildKit refuses to run the ONBUILD: unknown instruction: FOO (did you mean FROM?).',
      2,
    ],
    ['FROM a\nRUN a\n# a\rb\nRUN b\n', 'cannot-format', 'The comment `"a\\rb"` holds a line break.', 4],
  ])('says where in %j', (text, rule, message, line) => {
    expect(formatDockerfile(text)).toMatchObject({
      failures: [{ rule, message, severity: 'error', span: place(line) }],
    })
  })

  it('says what is wrong with the line ends of old files', () => {
    expect(formatDockerfile('FROM a\rRUN b\r')).toMatchObject({
      failures: [{ hint: expect.stringContaining('lone carriage returns') }],
    })
  })
})

it('does what the documentation shows', () => {
  const page = readFileSync(new URL('../../docs/formatting.md', import.meta.url), 'utf8')
  const [before = '', after = ''] = [...page.matchAll(/^```dockerfile\n([^]*?)^```$/gm)].map(([, code = '']) => code)
  expect(format(`FROM a\n${before}`, true)).toBe(`FROM a\n${after}`)
})

it('writes an exec form on several lines where one is too wide', () => {
  const words = Array.from({ length: 12 }, (_, index) => `"--option-${index}"`)
  const wide = `FROM a\nCMD [${words.join(', ')}]\n`
  const after = `FROM a\nCMD [${words.join(', \\\n    ')}]\n`
  expect(format(wide)).toBe(after)
  expect(format(after)).toBe(after)
})

describe('what gen-dockerfile generates', () => {
  const examples = globSync('examples/**/{Dockerfile,*.Dockerfile}').sort()

  it.each(examples)('has nothing to format: %s', (file) => {
    const text = readFileSync(file, 'utf8')
    expect(format(text)).toBe(text)
  })
})
