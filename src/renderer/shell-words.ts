/** What is kept as it was written. */
interface Raw {
  readonly quotes: boolean
  readonly escapes: boolean
}

const specialParameters = '@*#?-$!0'
const isLetter = /^[\p{L}\p{Nd}_]$/u
const isDigit = /^\p{Nd}$/u
const blank = /^[\t\r ]$/
const space = /^[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]$/

/**
 * The words that BuildKit's shell lexer finds in a line when no variable is set, always with `\` as escape character:
 * that is how it looks for heredocs. `undefined` where it gives up: an open quote, a bad `${…}`.
 *
 * It has quirks that decide what is a heredoc, which is why they are all here: text in front of a `${NAME:-…}` is
 * dropped from its word, and a `\` within double quotes is doubled when kept.
 *
 * @example
 * ```ts
 * shellWords('cat <<EOF > "a b"', { quotes: true, escapes: true }) // ['cat', '<<EOF', '>', '"a b"']
 * ```
 */
export const shellWords = (source: string, raw: Raw): readonly string[] | undefined => {
  const characters = [...source]
  const words: string[] = []
  let at = characters[0] === '\ufeff' ? 1 : 0
  let word = ''
  let keepEscapes = raw.escapes
  let failed = false

  const peek = (): string => characters[at] ?? ''
  const next = (): string => characters[at++] ?? ''
  const fail = (): string => {
    failed = true
    at = characters.length
    return ''
  }

  const endWord = (): void => {
    if (word !== '') words.push(word)
    word = ''
  }

  const add = (text: string): void => {
    for (const character of text) {
      if (space.test(character)) endWord()
      else word += character
    }
  }

  const readName = (): string => {
    if (peek() !== '' && specialParameters.includes(peek()) && peek() !== '0') return next()
    let name = ''
    if (isDigit.test(peek())) {
      while (isDigit.test(peek())) name += next()
      return name
    }
    while (isLetter.test(peek())) name += next()
    return name
  }

  const readSingleQuoted = (): string => {
    const start = at++
    while (at < characters.length && peek() !== "'") at++
    if (at === characters.length) return fail()
    at++
    return raw.quotes ? characters.slice(start, at).join('') : characters.slice(start + 1, at - 1).join('')
  }

  const readDoubleQuoted = (): string => {
    let text = raw.quotes ? next() : next().slice(1)
    for (;;) {
      const character = peek()
      if (character === '') return fail()
      if (character === '$') {
        text += readDollar()
        continue
      }
      at++
      if (character === '"') return raw.quotes ? `${text}"` : text
      if (character !== '\\') {
        text += character
        continue
      }
      if (keepEscapes) text += '\\'
      if (peek() !== '') text += '"$\\'.includes(peek()) ? next() : '\\'
    }
  }

  const readHeredocSign = (): string => {
    at++
    if (peek() !== '<') return '<'
    let text = `<${next()}`
    while (blank.test(peek())) text += next()
    return text
  }

  const readModified = (name: string, modifier: string, escapes: boolean): string =>
    `\${${name}${modifier}${readUntil('}', escapes)}}`

  const readDollar = (): string => {
    at++
    if (peek() !== '{') return `$${readName()}`
    at++
    if ('{}:'.includes(peek())) return fail()
    const name = readName()
    const modifier = next()
    if (modifier === '}') return `\${${name}}`
    if (modifier === ':') {
      const second = next()
      return second === '#' || second === '%' ? fail() : readModified(name, `:${second}`, false)
    }
    if (modifier === '/') {
      if (peek() === '/') at++
      return readModified(name, `/${readUntil('/', true)}/`, true)
    }
    if (modifier === '' || !'+-?#%'.includes(modifier)) return fail()
    return readModified(name, modifier, modifier === '#' || modifier === '%')
  }

  const readSpecial = (): string | undefined => {
    const character = peek()
    if (character === '$') return readDollar()
    if (character === '<') return readHeredocSign()
    if (character === "'") return readSingleQuoted()
    return character === '"' ? readDoubleQuoted() : undefined
  }

  /** The text inside `${NAME:-…}`; the buffer of the outer word is used up by it. */
  const readUntil = (stop: string, escapes: boolean): string => {
    const outerEscapes = keepEscapes
    keepEscapes = escapes
    word = ''
    let text = ''
    for (;;) {
      if (peek() === '') return fail()
      if (peek() === stop) break
      const special = readSpecial()
      if (special !== undefined) {
        text += special
        continue
      }
      const character = next()
      if (character === '\\') text += `${keepEscapes ? '\\' : ''}${next()}`
      else text += character
    }
    at++
    word = ''
    keepEscapes = outerEscapes
    return text
  }

  while (at < characters.length) {
    const isDollar = peek() === '$'
    const special = readSpecial()
    if (special !== undefined) {
      if (isDollar) add(special)
      else word += special
      continue
    }
    const character = next()
    if (character === '\\') word += `${keepEscapes ? '\\' : ''}${next()}`
    else add(character)
  }
  endWord()
  return failed ? undefined : words
}
