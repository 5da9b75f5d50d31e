/** Enough for what the Dockerfiles of neighbours in a large repository have in common, in little memory. */
const most = 8000

/** A part of a text keeps all of that text in memory; this one is on its own. */
const copyOf = (text: string): string => text.split('').join('')

/**
 * A function of a text whose answers are remembered: the files of one repository name much the same paths, each of them in
 * several places. It forgets all of them when there are too many.
 */
export const remember = <Answer>(find: (text: string) => Answer): ((text: string) => Answer) => {
  const known = new Map<string, { readonly answer: Answer }>()
  return (text) => {
    const found = known.get(text)
    if (found !== undefined) return found.answer
    const own = copyOf(text)
    const answer = find(own)
    if (known.size >= most) known.clear()
    known.set(own, { answer })
    return answer
  }
}

/**
 * A function of an object whose answers are remembered as long as the object is: what is known of a member of a workspace
 * is the same for all services that need it. An answer is never `undefined`.
 */
export const rememberOf = <Key extends object, Answer extends {}>(
  find: (key: Key) => Answer,
): ((key: Key) => Answer) => {
  const known = new WeakMap<Key, Answer>()
  return (key) => {
    const found = known.get(key)
    if (found !== undefined) return found
    const answer = find(key)
    known.set(key, answer)
    return answer
  }
}
