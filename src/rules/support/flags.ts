type Words = readonly string[]

/** Whether a word is an option: `-y`, `--yes`, but neither `-` nor `--`. */
export const isFlag = (word: string): boolean => word.length > 1 && word.charCodeAt(0) === 0x2d && word !== '--'

/** The names in an option: `-yqq` is `y`, `q` and `q`; `--quiet=2` is `quiet`. */
export const flagNames = (word: string): Words => {
  if (!isFlag(word)) return []
  if (!word.startsWith('--')) return [...word.slice(1)]
  const equals = word.indexOf('=')
  return [word.slice(2, equals < 0 ? undefined : equals)]
}

/** Whether one of some options stands among the words, letters alone or in a group. */
export const hasFlag = (words: Words, ...names: Words): boolean =>
  words.some((word) => flagNames(word).some((name) => names.includes(name)))

/** How often an option stands among the words. */
export const countFlag = (words: Words, name: string): number =>
  words.flatMap(flagNames).filter((each) => each === name).length

/** The words that are neither options nor, for the options with these names, their values. */
export const withoutFlags = (words: Words, valued: Words = []): Words => {
  const found: string[] = []
  let before = ''
  for (const word of words) {
    const isValue = isFlag(before) && !before.includes('=') && flagNames(before).some((name) => valued.includes(name))
    if (!isValue && !isFlag(word)) found.push(word)
    before = word
  }
  return found
}
