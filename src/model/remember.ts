/**
 * Enough for what the Dockerfiles of neighbours in a large repository have in common, in little memory: there are two
 * generations of so many answers.
 */
const most = 4000

/** A part of a text keeps all of that text in memory; this one, written and read as JSON, is on its own. */
const copyOf = (text: string): string => String(JSON.parse(JSON.stringify(text)))

interface Remembered<Answer> {
  readonly text: string
  readonly answer: Answer
}

/**
 * A function of a text whose answers are remembered: the files of one repository name much the same paths, each of them in
 * several places. When there are too many it forgets those that were not asked for in a long while.
 */
export const remember = <Answer>(find: (text: string) => Answer): ((text: string) => Answer) => {
  let young = new Map<string, Remembered<Answer>>()
  let old: typeof young = new Map()
  const keep = (one: Remembered<Answer>): Answer => {
    if (young.size >= most) {
      old = young
      young = new Map()
    }
    young.set(one.text, one)
    return one.answer
  }
  const findNew = (text: string): Answer => {
    const own = copyOf(text)
    return keep({ text: own, answer: find(own) })
  }
  return (text) => {
    const found = young.get(text)
    if (found !== undefined) return found.answer
    const known = old.get(text)
    return known === undefined ? findNew(text) : keep(known)
  }
}

/** Where answers about objects are kept. */
export interface AnswerStore<Key extends object, Answer> {
  readonly get: (key: Key) => Answer | undefined
  readonly set: (key: Key, answer: Answer) => unknown
}

/** A function of an object whose answers are kept in a store, for as long as that has them. An answer is never `undefined`. */
export const rememberIn = <Key extends object, Answer extends {}>(
  known: AnswerStore<Key, Answer>,
  find: (key: Key) => Answer,
): ((key: Key) => Answer) => {
  return (key) => {
    const found = known.get(key)
    if (found !== undefined) return found
    const answer = find(key)
    known.set(key, answer)
    return answer
  }
}

/**
 * A function of an object whose answers are remembered as long as the object is: what is known of a member of a workspace
 * is the same for all services that need it. An answer is never `undefined`.
 */
export const rememberOf = <Key extends object, Answer extends {}>(find: (key: Key) => Answer): ((key: Key) => Answer) =>
  rememberIn(new WeakMap<Key, Answer>(), find)
