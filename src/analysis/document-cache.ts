import { type AnswerStore, rememberIn } from '../model/remember.js'

/** How many documents were analysed. */
let documents = 0

/** Tells that another document is looked at from now on. */
export const beginDocument = (): void => {
  documents++
}

/**
 * Keeps answers about parts of the document that is looked at, and forgets them with the next one. That is why it is no
 * WeakMap: what hangs on one survives until V8 looks through all of its memory, so that of thousands of documents that are looked
 * at one after the other, each would be moved twice.
 */
export const documentCache = <Key extends object, Value>(): AnswerStore<Key, Value> => {
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
): ((key: Key) => Answer) => rememberIn(documentCache<Key, Answer>(), find)
