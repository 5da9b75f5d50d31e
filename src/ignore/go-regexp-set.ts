import { type CharacterSet, propertyOf, rangesOf, single } from './character-set.js'

/** `.` of Go, which stops at a newline alone. */
export const notNewline: CharacterSet = rangesOf([[10, 10]], true)

const letter = (character: string): number => character.codePointAt(0) ?? 0
const span = (text: string): readonly [number, number] => [letter(text.charAt(0)), letter(text.charAt(text.length - 1))]

const digits = [span('09')]
const alphanumeric = [span('09'), span('AZ'), span('az')]
const word = [...alphanumeric, span('__')]

/** Go's Perl classes; `\s` leaves the vertical tab out. */
const perlClasses: ReadonlyMap<string, CharacterSet> = new Map([
  ['d', rangesOf(digits)],
  ['D', rangesOf(digits, true)],
  ['s', rangesOf([[9, 10], [12, 13], span('  ')])],
  ['S', rangesOf([[9, 10], [12, 13], span('  ')], true)],
  ['w', rangesOf(word)],
  ['W', rangesOf(word, true)],
])

const posixClasses: ReadonlyMap<string, CharacterSet['ranges']> = new Map([
  ['alnum', alphanumeric],
  ['alpha', [span('AZ'), span('az')]],
  ['ascii', [[0, 127]]],
  ['blank', [[9, 9], span('  ')]],
  [
    'cntrl',
    [
      [0, 31],
      [127, 127],
    ],
  ],
  ['digit', digits],
  ['graph', [span('!~')]],
  ['lower', [span('az')]],
  ['print', [span(' ~')]],
  ['punct', [span('!/'), span(':@'), span('[`'), span('{~')]],
  ['space', [[9, 13], span('  ')]],
  ['upper', [span('AZ')]],
  ['word', word],
  ['xdigit', [span('09'), span('AF'), span('af')]],
])

const controlEscapes: ReadonlyMap<string, number> = new Map([
  ['a', 7],
  ['f', 12],
  ['n', 10],
  ['r', 13],
  ['t', 9],
  ['v', 11],
])

/** What was read and where the text goes on behind it. */
export interface Read<Value> {
  readonly value: Value
  readonly next: number
}

/**
 * Reads what stands for one character at `at`: a class in brackets or a backslash escape. Undefined where Go reports an error.
 *
 * @example
 * readSet([...'[a-c]x'], 0) // { value: the set from a to c, next: 5 }
 */
export const readSet = (text: readonly string[], at: number): Read<CharacterSet> | undefined => {
  if (text[at] === '[') return readClass(text, at + 1)
  const named = readNamedEscape(text, at)
  if (named !== undefined) return named === 'bad' ? undefined : named
  const read = readEscape(text, at)
  return read === undefined ? undefined : { value: single(read.value), next: read.next }
}

const readClass = (text: readonly string[], start: number): Read<CharacterSet> | undefined => {
  let at = start
  const negated = text[at] === '^'
  if (negated) at++
  const ranges: (readonly [number, number])[] = []
  const parts: CharacterSet[] = []
  for (let first = true; first || text[at] !== ']'; first = false) {
    if (at >= text.length) return undefined
    const named = readPosixClass(text, at) ?? readNamedEscape(text, at)
    if (named === 'bad') return undefined
    if (named !== undefined) {
      parts.push(named.value)
      at = named.next
      continue
    }
    const low = readCharacter(text, at)
    if (low === undefined) return undefined
    at = low.next
    let high = low
    if (text[at] === '-' && at + 1 < text.length && text[at + 1] !== ']') {
      const read = readCharacter(text, at + 1)
      if (read === undefined || read.value < low.value) return undefined
      high = read
      at = read.next
    }
    ranges.push([low.value, high.value])
  }
  return { value: { negated, ranges, parts }, next: at + 1 }
}

/** `[:alpha:]` within a class; without its `:]` the bracket is an ordinary character. */
const readPosixClass = (text: readonly string[], at: number): Read<CharacterSet> | 'bad' | undefined => {
  if (text[at] !== '[' || text[at + 1] !== ':' || at + 2 >= text.length) return undefined
  let end = at + 2
  while (end < text.length && !(text[end] === ':' && text[end + 1] === ']')) end++
  if (end >= text.length) return undefined
  const name = text.slice(at + 2, end).join('')
  const negated = name.startsWith('^')
  const ranges = posixClasses.get(negated ? name.slice(1) : name)
  return ranges === undefined ? 'bad' : { value: rangesOf(ranges, negated), next: end + 2 }
}

/** `\d`, `\pL`, `\p{Greek}` and the like. */
const readNamedEscape = (text: readonly string[], at: number): Read<CharacterSet> | 'bad' | undefined => {
  if (text[at] !== '\\') return undefined
  const letterAfter = text[at + 1] ?? ''
  const perl = perlClasses.get(letterAfter)
  if (perl !== undefined) return { value: perl, next: at + 2 }
  if (letterAfter !== 'p' && letterAfter !== 'P') return undefined
  const isBraced = text[at + 2] === '{'
  const end = isBraced ? text.indexOf('}', at) : at + 3
  if (end < 0) return 'bad'
  const name = text.slice(isBraced ? at + 3 : at + 2, end).join('')
  const property = findProperty(name.replace(/^\^/, ''))
  const negated = (letterAfter === 'P') !== name.startsWith('^')
  return property === undefined ? 'bad' : { value: propertyOf(property, negated), next: isBraced ? end + 1 : end }
}

/** The JavaScript name of a Unicode property. Go takes names in any case, without their underscores and blanks. */
const findProperty = (name: string): string | undefined => {
  const plain = name.replace(/[ _-]/g, '').toLowerCase()
  const title = plain.charAt(0).toUpperCase() + plain.slice(1)
  return ['Any', 'ASCII', 'Assigned', 'LC', title, `Script=${title}`].find(
    (candidate, index) => (index > 3 || candidate.toLowerCase() === plain) && isProperty(candidate),
  )
}

const isProperty = (name: string): boolean => {
  try {
    return new RegExp(`\\p{${name}}`, 'u').source !== ''
  } catch {
    return false
  }
}

const readCharacter = (text: readonly string[], at: number): Read<number> | undefined => {
  const character = text[at]
  if (character === undefined) return undefined
  return character === '\\' ? readEscape(text, at) : { value: letter(character), next: at + 1 }
}

/** Go's parseEscape: ASCII punctuation is itself, some letters are controls, anything else is an error. */
const readEscape = (text: readonly string[], at: number): Read<number> | undefined => {
  const character = text[at + 1]
  if (character === undefined) return undefined
  const control = controlEscapes.get(character)
  if (control !== undefined) return { value: control, next: at + 2 }
  const isOctalNext = /^[0-7]$/.test(text[at + 2] ?? '')
  if (character === '0' || (/^[1-7]$/.test(character) && isOctalNext)) {
    const octal = /^[0-7]{1,3}/.exec(text.slice(at + 1, at + 4).join(''))?.[0] ?? '0'
    return { value: Number.parseInt(octal, 8), next: at + 1 + octal.length }
  }
  if (character === 'x') {
    if (text[at + 2] === '{') return readBracedHex(text, at + 3)
    const hex = text.slice(at + 2, at + 4).join('')
    return /^[0-9a-fA-F]{2}$/.test(hex) ? { value: Number.parseInt(hex, 16), next: at + 4 } : undefined
  }
  const code = letter(character)
  return code < 128 && !/^[0-9A-Za-z]$/.test(character) ? { value: code, next: at + 2 } : undefined
}

/** `\x{1f600}`, behind the brace. */
const readBracedHex = (text: readonly string[], at: number): Read<number> | undefined => {
  const end = text.indexOf('}', at)
  const hex = end < 0 ? '' : text.slice(at, end).join('')
  const value = /^[0-9a-fA-F]+$/.test(hex) ? Number.parseInt(hex, 16) : Infinity
  return value <= 0x10ffff ? { value, next: end + 1 } : undefined
}
