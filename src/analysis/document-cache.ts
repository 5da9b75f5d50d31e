/** How many documents were analysed. */
let documents = 0

/** Tells that another document is looked at from now on. */
export const beginDocument = (): void => {
  documents++
}

/** Answers about objects. */
export interface DocumentCache<Key extends object, Value> {
  readonly get: (key: Key) => Value | undefined
  readonly set: (key: Key, value: Value) => void
}

/**
 * Keeps answers about parts of the document that is looked at, and forgets them with the next one. That is why it is no
 * WeakMap: what hangs on one survives until V8 looks through all of its memory, so that of thousands of documents that are looked
 * at one after the other, each would be moved twice.
 */
export const documentCache = <Key extends object, Value>(): DocumentCache<Key, Value> => {
  let known = new Map<Key, Value>()
  let document = documents
  const current = (): Map<Key, Value> => {
    if (document === documents) return known
    document = documents
    known = new Map()
    return known
  }
  return {
    get: (key) => current().get(key),
    set: (key, value) => void current().set(key, value),
  }
}

/** A function of a part of a document, whose answers are kept as {@link documentCache} does it. An answer is never `undefined`. */
export const perDocument = <Key extends object, Answer extends {}>(
  find: (key: Key) => Answer,
): ((key: Key) => Answer) => {
  const known = documentCache<Key, Answer>()
  return (key) => {
    const found = known.get(key)
    if (found !== undefined) return found
    const answer = find(key)
    known.set(key, answer)
    return answer
  }
}
