import { remember } from '../model/remember.js'
import { createMatcher } from './matcher.js'

const testOf = remember((list) => remember(createMatcher(list.split('\n')).excludes))

/** Whether a list of patterns denies a path. There are few lists, and all Dockerfiles of a repository name much the same paths. */
export const deniedBy = (patterns: readonly string[]): ((path: string) => boolean) => testOf(patterns.join('\n'))
