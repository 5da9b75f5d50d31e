import { inspect, isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { library } from '../../../src/cli/library/library.js'
import { presetCall } from '../../../src/generate/load/preset-call.js'

const own = "import { rust } from 'gen-dockerfile'\n"
const call = (options: string): string => `${own}\nexport default rust(${options})\n`

describe('the call of a preset', () => {
  it.each<[string, string, readonly unknown[]]>([
    ['no options', call(''), []],
    ['an empty object', call('{}'), [{}]],
    ['a comma behind', call('{ a: 1, },'), [{ a: 1 }]],
    [
      'names and strings as keys',
      call(`{ a: 1, "b-c": 2, 'd': 3, if: 4, $_: 5 }`),
      [{ a: 1, 'b-c': 2, d: 3, if: 4, $_: 5 }],
    ],
    ['a key twice', call('{ a: 1, b: 2, a: 3 }'), [{ a: 3, b: 2 }]],
    ['strings', call(`['', "it's", 'a "b"', 'it\\'s\\n']`), [['', "it's", 'a "b"', "it's\n"]]],
    ['templates', call('[`a\r\nb`, `$`, `$1`, `a\\tb`]'), [['a\nb', '$', '$1', 'a\tb']]],
    ['numbers', call('[0, -0, 8080, -1, 1.50, 1e3, 2E-2]'), [[0, -0, 8080, -1, 1.5, 1000, 0.02]]],
    [
      'strings with words of code',
      call("['--require a', 'import', 'class', '<', '__dirname']"),
      [['--require a', 'import', 'class', '<', '__dirname']],
    ],
    ['words', call('[true, false, null, undefined]'), [[true, false, null, undefined]]],
    ['what lies in others', call('{ a: [{ b: [[]] }] }'), [{ a: [{ b: [[]] }] }]],
    ['comments', `// a\n/* b */${own}// c\nexport default rust(/* d */ { a /* : */: 1 // e\n }) // f`, [{ a: 1 }]],
    ['a semicolon', `${own}export default rust(1)\n;`, [1]],
    ['Windows', call('{\n  a: 1,\n}').replaceAll('\n', '\r\n'), [{ a: 1 }]],
    ['another entry point', call('1').replace('dockerfile', 'dockerfile/presets'), [1]],
    ['several names', `import { nodeProdDeps, rust, } from "gen-dockerfile";\nexport default rust(1)`, [1]],
  ])('%s', (_, text, options) => {
    const found = presetCall(text, library)
    expect(found).toEqual({ preset: 'rust', options })
    expect(presetCall(text, library)).toBe(found)
  })
})

describe('code', () => {
  it.each([
    ['nothing', ''],
    ['no call', `${own}export default rust\n`],
    ['two options', call('1, 2')],
    ['a prototype', call('{ __proto__: {} }')],
    ['a prototype in quotes', call('{ "__proto__": {} }')],
    ['a computed key', call("{ ['a']: 1 }")],
    ['a number as a key', call('{ 1: 1 }')],
    ['a getter', call('{ get a() { return 1 } }')],
    ['a method', call('{ a() {} }')],
    ['a variable', call('{ rust }')],
    ['what is spread', call('{ ...[] }')],
    ['a hole', call('[1,,2]')],
    ['a comma alone', call(',')],
    ['an expression', call("'a' + 'b'")],
    ['a member', call("'a'.length")],
    ['brackets', call('(1)')],
    ['an octal number', call('010')],
    ['a large number', call('1n')],
    ['a number in parts', call('1_000')],
    ['an endless number', call('1e999')],
    ['not a number', call('NaN')],
    ['a number with a suffix', call('1px')],
    ['a pattern', call('/a/')],
    ['an escape by number', call(String.raw`'\u0041'`)],
    ['an escape of an end of line', call("'a\\\nb'")],
    ['an escaped key', call(String.raw`{ \u0061: 1 }`)],
    ['a template with an expression', call('`${1}`')],
    ['a tagged template', `${own}export default rust\`\`\n`],
    ['a call of what comes of it', `${call('')}()`],
    ['a method of what comes of it', `${call('')}.with({ file: 'x' })`],
    ['a second statement', `${call('')};console.log(1)`],
    ['a second export', `${call('')}\nexport const a = 1`],
    ['a statement before', `${own}const a = 1\nexport default rust()\n`],
    ['type assertions', call('{} as const')],
    ['another function', "import { stage } from 'gen-dockerfile'\nexport default stage('a')\n"],
    ['what is no preset', "import { presetCatalogue } from 'gen-dockerfile'\nexport default presetCatalogue()\n"],
    ['an entry that has no presets', "import { rust } from 'gen-dockerfile/testing'\nexport default rust()\n"],
    ['a name that is not imported', `${own}export default nodeProdDeps()\n`],
    ['a name that begins as one', `${own}export default $rust()\n`],
    ['another name', "import { rust as nodeProdDeps } from 'gen-dockerfile'\nexport default nodeProdDeps()\n"],
    ['a name twice', `import { rust, rust } from 'gen-dockerfile'\nexport default rust()\n`],
    ['a name twice in two imports', `${own}${own}export default rust()\n`],
    ['a comma too many', `import { rust,, } from 'gen-dockerfile'\nexport default rust()\n`],
    ['names beside presets', `import { rust, stage } from 'gen-dockerfile'\nexport default rust()\n`],
    ['an import with attributes', `${own}with { type: 'json' }\nexport default rust()\n`],
    ['a comment that a line separator ends', `${own}// \u2028export const a = 1\nexport default rust()\n`],
    ['a comment that a carriage return ends', `// \r${own}${own}export default rust()\n`],
    ['a comment without an end', `${call('')}/*`],
    ['a comment of HTML', `${own}<!-- a\nexport default rust()\n`],
    ['the end of one', `${call('')}--> a`],
    ['more depth than there is room for', call('['.repeat(60) + ']'.repeat(60))],
  ])('%s', (_, text) => {
    expect(presetCall(text, library)).toBeUndefined()
  })
})

/** Mostly what is taken, and now and then what only comes near it. */
const mostly = (good: readonly string[], near: readonly string[]): fc.Arbitrary<string> =>
  fc.oneof({ weight: 24, arbitrary: fc.constantFrom(...good) }, { weight: 1, arbitrary: fc.constantFrom(...near) })

const blanks = mostly(
  ['', '', '', ' ', '\n', '\r\n', '/* a */', '/*\n*/', '// a\n', '\t'],
  ['\u00a0', '\f', '// \u2028', '\r', '/', '<!-- a\n', '/*'],
)

const scalars = mostly(
  [
    ...['0', '-0', '8080', '1.5', '-1e3', '1E+2', 'true', 'false', 'null', 'undefined'],
    ...[
      "''",
      '""',
      '``',
      "'a'",
      '"it\'s"',
      "'\\n\\r\\t\\\\\\''",
      '`a\nb`',
      '`a\r\nb`',
      '`\\`$`',
      '`\\r\\n`',
      "'//'",
      "'--require <a>'",
    ],
  ],
  [
    ...['010', '08', '0x1F', '1n', '.5', '5.', '1_000', '1e400', '+1', '- 1', '1.a', 'NaN', 'Infinity', 'rust', 'this'],
    ...[
      "'\\0'",
      "'\\x41'",
      "'\\u{41}'",
      "'\\\n'",
      "'\\q'",
      "'\u2028'",
      '`${1}`',
      "'a' + 'b'",
      "'a'`b`",
      '/a/',
      'void 0',
    ],
    ...['!0', 'tru\\u0065', 'new Date(0)', '() => 1', '(1)', '', '--1'],
  ],
)

const keys = mostly(
  ['a', 'b', 'if', 'get', 'constructor', 'toString', "'a'", '"2"', 'async', '$', 'valueOf', '"a b"', '"10"', 'set'],
  [
    ...['__proto__', '"__proto__"', "'__proto\\u005f_'", '1', '1.0', "['a']", '...', 'é', '\\u0061', '-', '#a'],
    ...['get a()', '`a`', 'async a', 'static a', '*a'],
  ],
)

const { value } = fc.letrec<{ value: string; object: string; array: string; property: string }>((tie) => ({
  value: fc.oneof({ maxDepth: 4, withCrossShrink: true }, scalars, tie('object'), tie('array')),
  property: fc
    .tuple(blanks, keys, blanks, mostly([':'], ['', '?:', '=', '::', '(']), blanks, tie('value'), blanks)
    .map((parts) => parts.join('')),
  object: fc
    .tuple(fc.array(tie('property'), { maxLength: 4 }), mostly(['', ','], [',,', ';']))
    .map(([properties, end]) => `{${properties.join(',')}${properties.length === 0 ? '' : end}}`),
  array: fc
    .tuple(
      fc.array(tie('value'), { maxLength: 4 }),
      mostly([',', ' , ', '/*,*/,'], [',,', ' ']),
      mostly(['', ','], [',,']),
    )
    .map(([values, comma, end]) => `[${values.join(comma)}${values.length === 0 ? '' : end}]`),
}))

const parts = fc.tuple(
  mostly(
    ['', '// a\n', '/* a */\n', '\r\n'],
    ['\ufeff', '#!/bin/sh\n', "'use strict'\n", '<!-- a\n', '// \u2028', '\r', ';'],
  ),
  mostly(
    [
      ...["import { rust } from 'gen-dockerfile'\n", 'import { rust } from "gen-dockerfile/presets";\n'],
      "import {\r\n  nodeProdDeps,\r\n  rust,\r\n} from 'gen-dockerfile'\r\n",
    ],
    [
      ...[
        "import { goDistroless as rust } from 'gen-dockerfile'\n",
        "import { rust, rust } from 'gen-dockerfile'\n",
        '',
      ],
      ...["import type { rust } from 'gen-dockerfile'\n", "import { type rust } from 'gen-dockerfile'\n"],
      ...["import * as all from 'gen-dockerfile'\n", "import { rust as undefined } from 'gen-dockerfile'\n"],
      ...["import { rust } from 'gen-dockerfile'; ", "import { rust } from 'gen-dockerfile'\nwith {}\n"],
    ],
  ),
  blanks.map((blank) => (blank === '' || blank.endsWith('\n') ? blank : `${blank}\n`)),
  mostly(
    ['export default rust('],
    ['export default rust (', 'export default\nrust(', 'export default (rust(', 'rust('],
  ),
  value,
  mostly([')', ',)', '/**/ )'], ['', ', 1)', '))', ']']),
  mostly(
    ['', '\n', ';', '\n;\n', ' // a', '/* a */', '\r\n'],
    [
      ...[';;', '\n.a', '\n(1)', '\n`a`', '\n[0]', ', 1', ' as const', '\nexport const a = 1', '\n--> a', '/*', '\n+1'],
      ...['?.a', '\n/ 1', '\u2029', '}', '\n++a', '\n"a"', '\n/a/g', ' in {}', ' satisfies object'],
    ],
  ),
)

const nasty = fc.constantFrom(...'\'"`\\{}[](),:;.-+*/0123n_$eE \n\r\t#@!=<>?&|~^%aZé\u2028\ufeff\0\u200d')

/** Sources, most of which are nothing but data, or were before one character was changed. */
const sources = parts.chain((pieces) => {
  const text = pieces.join('')
  const at = fc.nat(text.length)
  return fc.oneof(
    { weight: 2, arbitrary: fc.constant(text) },
    { weight: 1, arbitrary: fc.tuple(at, nasty).map(([index, one]) => text.slice(0, index) + one + text.slice(index)) },
    { weight: 1, arbitrary: at.map((index) => text.slice(0, index) + text.slice(index + 1)) },
  )
})

/** Nothing but data. */
const plainSources = fc
  .tuple(fc.json(), fc.constantFrom('', '\n', ';'))
  .map(([json, ending]) => `import { rust } from 'gen-dockerfile'\nexport default rust(${json})${ending}`)

const stub = `data:text/javascript,${encodeURIComponent(
  'const of = (preset) => (...options) => ({ preset, options })\n' +
    'export const rust = of("rust"), nodeProdDeps = of("nodeProdDeps"), goDistroless = of("goDistroless")',
)}`

/** What the engine makes of a source. */
const evaluated = async (text: string): Promise<unknown> => {
  const code = text.replaceAll(/(['"])gen-dockerfile(?:\/presets)?\1/g, `'${stub}'`)
  const url = `data:text/javascript;base64,${Buffer.from(code).toString('base64')}`
  const { default: value }: { default: unknown } = await import(/* @vite-ignore */ url)
  return value
}

describe('what is read without an engine', () => {
  it.each([
    ['data and what comes near it', sources, 6000, 1000],
    ['data', plainSources, 500, 300],
  ])(
    'is what an engine makes of it: %s',
    async (_, arbitrary, numRuns, atLeast) => {
      let taken = 0
      await fc.assert(
        fc.asyncProperty(arbitrary, async (text) => {
          const found = presetCall(text, library)
          if (found === undefined) return
          taken++
          const expected = await evaluated(text)
          // The latter also shows the order of keys, and who has which prototype.
          expect(isDeepStrictEqual(found, expected)).toBe(true)
          expect(inspect(found, { depth: 100 })).toBe(inspect(expected, { depth: 100 }))
        }),
        { numRuns },
      )
      expect(taken).toBeGreaterThan(atLeast)
    },
    60_000,
  )
})
