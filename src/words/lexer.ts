import { replacePattern } from './shell-pattern.js'
import { modifiers, unsupported, withPattern } from './modifiers.js'
import {
  addRaw,
  addSplit,
  endOfText,
  nextLetter,
  peek,
  read,
  readName,
  type Refusal,
  type State,
} from './lexer-state.js'

// Deeper nesting of `${a:-${b:-…}}` than anyone writes; it bounds recursion.
const deepest = 500

const dollar = 0x24
const singleQuote = 0x27
const doubleQuote = 0x22
const lessThan = 0x3c
const openBrace = 0x7b
const closeBrace = 0x7d
const slash = 0x2f

/** Reads what means nothing up to `stop`, at least one code unit: nearly all of a word, in one piece. */
const readPlain = (state: State, stop: number): string => {
  const { text, escape, index } = state
  let end = index + 1
  for (; end < text.length; end++) {
    const code = text.charCodeAt(end)
    if (code === stop || code === dollar || code === lessThan || code === escape) break
    if (code === singleQuote || code === doubleQuote) break
  }
  state.index = end
  return text.slice(index, end)
}

const readSingleQuoted = (state: State): string | Refusal => {
  const end = state.text.indexOf("'", state.index + 1)
  if (end < 0) {
    state.index = state.text.length
    return { refusal: 'unexpected end of statement while looking for matching single-quote' }
  }
  const raw = state.options.rawQuotes === true
  const result = raw ? state.text.slice(state.index, end + 1) : state.text.slice(state.index + 1, end)
  state.index = end + 1
  return result
}

const readDoubleQuoted = (state: State): string | Refusal => {
  const quote = state.options.rawQuotes === true ? '"' : ''
  let result = quote
  state.index++
  for (;;) {
    const code = peek(state)
    if (code === endOfText) return { refusal: 'unexpected end of statement while looking for matching double-quote' }
    if (code === doubleQuote) {
      state.index++
      return result + quote
    }
    if (code === dollar) {
      const value = readDollar(state)
      if (typeof value !== 'string') return value
      result += value
      continue
    }
    if (code !== state.escape) {
      result += readPlain(state, doubleQuote)
      continue
    }
    state.index++
    if (state.rawEscapes) result += String.fromCharCode(code)
    const next = peek(state)
    if (next === endOfText) continue
    // Only these can be escaped inside double quotes, in front of others the escape character stands for itself.
    const escapes = next === doubleQuote || next === dollar || next === state.escape
    if (escapes) state.index++
    result += String.fromCharCode(escapes ? next : code)
  }
}

const readLessThan = (state: State): string => {
  state.index++
  if (peek(state) !== lessThan) return '<'
  const start = ++state.index
  for (let code = peek(state); code === 9 || code === 13 || code === 32; code = peek(state)) state.index++
  return `<<${state.text.slice(start, state.index)}`
}

const readSpecial = (state: State, code: number): string | Refusal | undefined => {
  if (code === dollar) return readDollar(state)
  if (code === lessThan) return readLessThan(state)
  if (state.options.ignoreQuotes === true) return undefined
  if (code === singleQuote) return readSingleQuoted(state)
  return code === doubleQuote ? readDoubleQuoted(state) : undefined
}

/** Reads up to `stop`, or to the end; only the outermost level collects words. */
export const readUntil = (state: State, stop: number): string | Refusal => {
  const outer = stop === endOfText
  const collects = outer && state.words !== undefined
  let result = ''
  for (let code = peek(state); code !== endOfText; code = peek(state)) {
    if (code === stop) {
      state.index++
      return result
    }
    const special = readSpecial(state, code)
    if (special !== undefined) {
      if (typeof special !== 'string') return special
      result += special
      if (collects) (code === dollar ? addSplit : addRaw)(state, special)
      continue
    }
    if (code !== state.escape) {
      const plain = readPlain(state, stop)
      result += plain
      if (collects) addSplit(state, plain)
      continue
    }
    state.index++
    let text = state.rawEscapes ? String.fromCharCode(code) : ''
    if (state.index < state.text.length) text += nextLetter(state)
    result += text
    if (collects && text !== '') addRaw(state, text)
  }
  return outer
    ? result
    : { refusal: `unexpected end of statement while looking for matching ${String.fromCharCode(stop)}` }
}

const readNested = (state: State, stop: number, rawEscapes: boolean): string | Refusal => {
  if (state.depth >= deepest) return { refusal: `substitutions are nested more than ${deepest} levels deep` }
  const before = state.rawEscapes
  state.rawEscapes = rawEscapes
  state.depth++
  state.buffer = ''
  const result = readUntil(state, stop)
  state.depth--
  state.rawEscapes = before
  if (typeof result === 'string') return result
  const missing = stop === slash ? "'/' in ${}" : "'}'"
  return peek(state) === endOfText ? { refusal: `syntax error: missing ${missing}` } : result
}

const readDollar = (state: State): string | Refusal => {
  state.index++
  if (peek(state) === openBrace) return readBraces(state)
  const name = readName(state)
  if (name === '') return '$'
  const value = read(state, name)
  return value ?? (state.options.keepUnset === true ? `$${name}` : '')
}

const readBraces = (state: State): string | Refusal => {
  state.index++
  const first = peek(state)
  if (first === endOfText) return { refusal: "syntax error: missing '}'" }
  if (first === openBrace || first === closeBrace || first === 0x3a) {
    return { refusal: 'syntax error: bad substitution' }
  }
  const name = readName(state)
  let operator = nextLetter(state)
  if (operator === '}') return read(state, name) ?? (state.options.keepUnset === true ? `\${${name}}` : '')
  if (operator === '/') return readReplacement(state, name)
  const colon = operator === ':'
  if (colon) operator = nextLetter(state)
  const modifier = colon ? `:${operator}` : operator
  const trims = operator === '#' || operator === '%'
  if ((!colon && !'+-?#%'.includes(operator)) || (colon && trims)) return unsupported(modifier)
  const word = readNested(state, closeBrace, trims)
  if (typeof word !== 'string') return word
  const value = read(state, name)
  if (value === undefined && state.options.keepUnset === true) return `\${${name}${modifier}${word}}`
  const apply = modifiers[operator]
  return apply === undefined ? unsupported(modifier) : apply({ name, word, value, colon })
}

const readReplacement = (state: State, name: string): string | Refusal => {
  const all = peek(state) === slash
  if (all) state.index++
  const pattern = readNested(state, slash, true)
  if (typeof pattern !== 'string') return pattern
  const replacement = readNested(state, closeBrace, true)
  if (typeof replacement !== 'string') return replacement
  const value = read(state, name)
  if (value === undefined && state.options.keepUnset === true) return `\${${name}/${pattern}/${replacement}}`
  return withPattern(pattern, (steps) => replacePattern(steps, value ?? '', replacement, all))
}
