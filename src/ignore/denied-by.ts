import { remember } from '../model/remember.js'
import { classify } from './classify.js'
import { createMatcher } from './matcher.js'

/** What a name begins with in a pattern such as `**` + `/.env.[^x]*`: alternatives and counts would undo that. */
const beforeClass = /^\*\*\/([^*?[\]\\^|{}/]+)\[[^|{}\\]*$/

/**
 * A test for names that a path must have one of for some pattern to match it: of most paths they tell at once. `undefined`
 * where there is a pattern of which a name tells nothing.
 */
const namesOf = (globs: readonly string[]): ((name: string) => boolean) | undefined => {
  const names = new Set<string>()
  const tests: ((name: string) => boolean)[] = []
  for (const glob of globs) {
    const place = classify(glob)
    if (place.kind === 'nowhere') continue
    if (place.kind === 'path') {
      const start = beforeClass.exec(glob)?.[1]
      if (start === undefined) return undefined
      tests.push((name) => name.startsWith(start))
      continue
    }
    const { last } = place
    if (last.kind === 'name') names.add(last.name)
    else if (last.kind === 'end') tests.push((name) => name.endsWith(last.end))
    else if (last.kind === 'start') tests.push((name) => name.startsWith(last.start))
    else tests.push(last.test)
  }
  return (name) => names.has(name) || tests.some((test) => test(name))
}

const testOf = remember((list) => {
  const { patterns, excludes } = createMatcher(list.split('\n'))
  const mayMatch = namesOf(patterns.map(({ glob }) => glob))
  if (mayMatch === undefined) return excludes
  // Names that are not clean, and line breaks, are read in ways of their own.
  return (path: string) => {
    const isPlain = !/^\/|\n|\/\/|(?:^|\/)\.{1,2}(?:\/|$)/.test(path)
    return isPlain && !path.split('/').some(mayMatch) ? false : excludes(path)
  }
})

/** Whether a list of patterns denies a path. There are few lists, and each has one test: answers can be kept by it. */
export const deniedBy = (patterns: readonly string[]): ((path: string) => boolean) => testOf(patterns.join('\n'))
