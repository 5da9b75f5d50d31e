import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lineAt, maskSource, type SourceLanguage } from '../../src/project/source-mask.js'

describe('maskSource', () => {
  const table: readonly (readonly [SourceLanguage, string, string, string])[] = [
    ['js', 'a() // b', 'a()     ', 'a()     '],
    ['js', 'a("// b")', 'a("// b")', 'a("    ")'],
    ['js', "a('/* b')/* c */d", "a('/* b')       d", "a('    ')       d"],
    ['js', 'x = /"/; y("z")', 'x = /"/; y("z")', 'x = / /; y(" ")'],
    ['js', '`a ${b} // c` // d', '`a ${b} // c`     ', '`           `     '],
    ['js', 'a / b // c', 'a / b     ', 'a / b     '],
    ['python', 'app = "x" # y', 'app = "x"    ', 'app = " "    '],
    ['python', '"""doc\napp = 1\n"""\nb', '"""doc\napp = 1\n"""\nb', '"""   \n       \n"""\nb'],
    ['python', "'''it's'''; x", "'''it's'''; x", "'''    '''; x"],
    ['python', '""; x = 1', '""; x = 1', '""; x = 1'],
    ['python', "r'\\'; x'", "r'\\'; x'", "r'     '"],
    ['go', 'x := `// a "b`', 'x := `// a "b`', 'x := `       `'],
    ['go', "r := '\"' // c", "r := '\"'     ", "r := ' '     "],
    ['rust', "fn f<'a>(x: &'a str) { '\"' }", "fn f<'a>(x: &'a str) { '\"' }", "fn f<'a>(x: &'a str) { ' ' }"],
    ['rust', 'r#"a "b" // c"# // d', 'r#"a "b" // c"#     ', 'r#"          "#     '],
  ]
  it.each(table)('%s: %j', (language, source, code, bare) => {
    expect(maskSource(source, language)).toEqual({ code, bare })
  })

  it.each(['js', 'python', 'go', 'rust'] as const)('keeps length and lines in %s, whatever the text', (language) => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('"', "'", '`', '/', '*', '#', '\\', '\n', 'a', 'r', ' ', '$', '{', '=') }),
        (text) => {
          const { code, bare } = maskSource(text, language)
          expect([code.length, bare.length]).toEqual([text.length, text.length])
          expect(bare.split('\n').length).toBe(text.split('\n').length)
        },
      ),
    )
  })
})

describe('lineAt', () => {
  it.each([
    ['a\nb\nc', 0, 1],
    ['a\nb\nc', 2, 2],
    ['a\nb\nc', 4, 3],
  ])('%j at %i is line %i', (text, offset, line) => {
    expect(lineAt(text, offset)).toBe(line)
  })
})
