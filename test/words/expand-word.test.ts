import { describe, expect, it } from 'vitest'
import * as fc from 'fast-check'
import { expandWord, expandWords, variablesIn } from '../../src/words/expand-word.js'

const env = new Map([
  ['A', 'abc'],
  ['EMPTY', ''],
  ['PATH_', '/usr/local/app.tar.gz'],
  ['TWO', 'b  c'],
])
const lookup = (name: string): string | undefined => env.get(name)

describe('expandWord', () => {
  it.each([
    ['plain', 'plain'],
    ['$A/x', 'abc/x'],
    ['${A}x', 'abcx'],
    ['"$A $A"', 'abc abc'],
    ["'$A'", '$A'],
    ['\\$A', '$A'],
    ['"\\$A\\x"', '$A\\x'],
    ['$UNSET', ''],
    ['${UNSET:-d}', 'd'],
    ['${EMPTY:-d}', 'd'],
    ['${EMPTY-d}', ''],
    ['${A:-d}', 'abc'],
    ['${A:+d}', 'd'],
    ['${EMPTY+d}', 'd'],
    ['${EMPTY:+d}', ''],
    ['${UNSET:-${A}}', 'abc'],
    ['${A?}', 'abc'],
    ['${PATH_#*/}', 'usr/local/app.tar.gz'],
    ['${PATH_##*/}', 'app.tar.gz'],
    ['${PATH_%.*}', '/usr/local/app.tar'],
    ['${PATH_%%.*}', '/usr/local/app'],
    ['${PATH_/local/x}', '/usr/x/app.tar.gz'],
    ['${PATH_//\\//-}', '-usr-local-app.tar.gz'],
    ['${A//?/x}', 'xxx'],
    ["${A//b/['$0']}", 'a[b]c'],
    ["${A/b/'$0'}", 'a$0c'],
    ['a\\', 'a'],
    ['$', '$'],
    ['$1x', 'x'],
  ])('%s is %s', (word, value) => {
    expect(expandWord(word, lookup)).toMatchObject({ value })
  })

  it.each([
    ['"a', 'failed to process "\\"a": unexpected end of statement while looking for matching double-quote'],
    ["'a", 'failed to process "\'a": unexpected end of statement while looking for matching single-quote'],
    ['${A', 'failed to process "${A": unsupported modifier (\ufffd) in substitution'],
    ['${}', 'failed to process "${}": syntax error: bad substitution'],
    ['${A:x}', 'failed to process "${A:x}": unsupported modifier (:x) in substitution'],
    ['${A:-b', 'failed to process "${A:-b": syntax error: missing \'}\''],
    ['${A/b', 'failed to process "${A/b": syntax error: missing \'/\' in ${}'],
    ['${X?}', 'failed to process "${X?}": X: is not allowed to be unset'],
    ['${EMPTY:?}', 'failed to process "${EMPTY:?}": EMPTY: is not allowed to be empty'],
    ['${X:?say why}', 'failed to process "${X:?say why}": X: say why'],
    ['${A#\\x}', 'failed to process "${A#\\\\x}": invalid pattern (\\x) in substitution: invalid escape \'\\x\''],
  ])('%s is refused', (word, error) => {
    expect(expandWord(word, lookup)).toEqual({ error })
  })

  it('tells the variables that are set and those that are not', () => {
    expect(expandWord('$A ${X:-$Y}', lookup)).toEqual({ value: 'abc ', matched: ['A'], unmatched: ['Y', 'X'] })
  })

  it('takes the backtick for the escape character', () => {
    expect(expandWord('C:\\a`$A', lookup, '`')).toMatchObject({ value: 'C:\\a$A' })
  })

  it.each([
    ['"$A" \'b\'', { rawQuotes: true }, '"abc" \'b\''],
    ['\\a"\\""', { rawEscapes: true }, '\\a\\"'],
    ['$A $X ${Y:-z}', { keepUnset: true }, 'abc $X ${Y:-z}'],
    ['"$A"', { ignoreQuotes: true }, '"abc"'],
  ])('%s with %o is %s', (word, options, value) => {
    expect(expandWord(word, lookup, '\\', options)).toMatchObject({ value })
  })

  it('gives a word back that was quoted', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const quoted = `"${text.replace(/["$\\]/g, '\\$&')}"`
        expect(expandWord(quoted, lookup)).toMatchObject({ value: text })
      }),
    )
  })

  it('does not run away with wild patterns', () => {
    const value = 'a'.repeat(2_000)
    const word = `\${V//${'*a'.repeat(30)}*b/x}`
    expect(expandWord(word, () => value)).toMatchObject({ value })
  })
})

describe('expandWords', () => {
  it.each([
    ['a "b c" d', ['a', 'b c', 'd']],
    ['$TWO', ['b', 'c']],
    ['"$TWO"', ['b  c']],
    ['a\\ b', ['a b']],
    ['""', []],
  ])('%s', (word, words) => {
    expect(expandWords(word, lookup)).toEqual({ words })
  })
})

describe('variablesIn', () => {
  it.each([
    ['$A/${B:-$C}', ['A', 'C', 'B']],
    ["'$A'", []],
    ['\\$A', []],
    ['$A$A', ['A']],
    ['$A ${', ['A']],
  ])('%s', (word, names) => {
    expect(variablesIn(word)).toEqual(names)
  })
})
