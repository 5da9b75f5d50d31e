/** Go's `unicode.IsSpace`: unlike `String.prototype.trim` it holds U+0085 and not U+FEFF. */
const space = '[\\t\\n\\v\\f\\r \\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]'
const leadingSpace = new RegExp(`^${space}+`)
const spaceCharacter = new RegExp(`^${space}$`)

/** Whether Go trims this one character from the ends of a pattern. */
export const isGoSpace = (character: string): boolean => spaceCharacter.test(character)

/**
 * Go's `strings.TrimSpace`.
 *
 * @example
 * trimSpace(' a\u0085') // 'a'
 */
export const trimSpace = (text: string): string => {
  let end = text.length
  while (end > 0 && isGoSpace(text.charAt(end - 1))) end--
  return text.slice(0, end).replace(leadingSpace, '')
}

/** What only a path has that is not clean, or that is a dot or a slash. */
const unclean = /\/\/|\/\.{0,2}(?:\/|$)|^\.{1,2}(?:\/|$)/

/**
 * Go's `path.Clean`: the shortest path that means the same, `.` for the empty one.
 *
 * @example
 * cleanPath('./a//b/../c/') // 'a/c'
 */
export const cleanPath = (path: string): string => {
  if (path !== '' && !unclean.test(path)) return path
  const rooted = path.startsWith('/')
  const kept: string[] = []
  for (const name of path.split('/')) {
    if (name === '' || name === '.') continue
    if (name !== '..') kept.push(name)
    else if (kept.length > 0 && kept.at(-1) !== '..') kept.pop()
    else if (!rooted) kept.push(name)
  }
  const joined = kept.join('/')
  if (rooted) return `/${joined}`
  return joined === '' ? '.' : joined
}

/**
 * Every parent of a path from the outermost in, as Docker's matcher sees them.
 *
 * @example
 * parentsOf('a/b/c') // ['a', 'a/b']
 */
export const parentsOf = (path: string): string[] => {
  const slash = path.lastIndexOf('/')
  if (slash < 0) return []
  const names = cleanPath(path.slice(0, slash + 1)).split('/')
  if (names.length === 1 && names[0] === '.') return []
  return names.map((_, index) => names.slice(0, index + 1).join('/'))
}

/**
 * Orders strings as Go does, by the bytes of their UTF-8: code points, not UTF-16 units.
 *
 * @example
 * ['\u{1f600}', '\uffee'].sort(compareBytes) // ['\uffee', '\u{1f600}']
 */
export const compareBytes = (left: string, right: string): number => {
  const shared = Math.min(left.length, right.length)
  for (let at = 0; at < shared; at++) {
    const a = left.charCodeAt(at)
    const b = right.charCodeAt(at)
    if (a !== b) return codePointRank(a) - codePointRank(b)
  }
  return left.length - right.length
}

/** Surrogates belong to code points above every other UTF-16 unit. */
const codePointRank = (unit: number): number => (unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit)

/** A pattern's path as Docker reads it from an ignore file: cleaned, without a leading slash. */
export const contextPath = (path: string): string => {
  if (path === '') return path
  const cleaned = cleanPath(path)
  return cleaned.length > 1 && cleaned.startsWith('/') ? cleaned.slice(1) : cleaned
}
