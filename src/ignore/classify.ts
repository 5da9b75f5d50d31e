import { remember } from '../model/remember.js'
import { compileGlob } from './pattern.js'
import type { PathTest } from './run-regexp.js'

/** How the last name of what a pattern matches is told. */
export type NameTest =
  | { readonly kind: 'name'; readonly name: string }
  /** `*.log`, which is the end of the name and no more to tell. */
  | { readonly kind: 'end'; readonly end: string }
  /** `test-*.ts` begins so; only the test tells about the rest. */
  | { readonly kind: 'start'; readonly start: string; readonly test: PathTest }
  | { readonly kind: 'test'; readonly test: PathTest }

/** Where in a tree a pattern can match, so that a walk need not try it everywhere. */
export type PatternPlace =
  /** Directly in one directory, `''` for the root, or in any one when `directory` is undefined. */
  | {
      readonly kind: 'name'
      readonly directory: string | undefined
      readonly last: NameTest
      /** Whether the name alone is not enough: then the whole path has to match this. */
      readonly path?: PathTest
      /** Whether not this is matched, but all that lies below it: `dist/**`. */
      readonly below: boolean
    }
  /** Anywhere below `head`, which is empty or ends in a slash; only the whole pattern can tell. */
  | { readonly kind: 'path'; readonly head: string }
  | { readonly kind: 'nowhere' }

const nowhere: PatternPlace = { kind: 'nowhere' }

/** Makes Docker read the pattern as an expression; all else it compares as a whole. */
const isWild = (glob: string): boolean => /[*?[\]]|\\[^]/.test(glob)

/** Whether stars and question marks are all that means something in an expression. */
const isSimple = (glob: string): boolean => !/[[\]{}|^\\\ufeff]/.test(glob) && !glob.startsWith('/')

/** What every path that matches begins with. A count or an alternative can undo what stands before it. */
const headOf = (glob: string): string => {
  if (/[|{]|^\ufeff/.test(glob)) return ''
  const literal = glob.slice(0, glob.search(/[*?[\]\\^]/))
  return literal.slice(0, literal.lastIndexOf('/') + 1)
}

const nameTest = (name: string): NameTest | undefined => {
  const wild = name.search(/[*?]/)
  if (wild < 0) return { kind: 'name', name }
  if (/^\*[^*?]+$/.test(name)) return { kind: 'end', end: name.slice(1) }
  const test = compileGlob(name)
  if (test === undefined) return undefined
  return wild === 0 ? { kind: 'test', test } : { kind: 'start', start: name.slice(0, wild), test }
}

const placeOf = (glob: string, below: boolean): PatternPlace | undefined => {
  if (!isWild(glob)) {
    const slash = glob.lastIndexOf('/')
    if (slash === 0) return nowhere
    const last: NameTest = { kind: 'name', name: glob.slice(slash + 1) }
    return { kind: 'name', directory: glob.slice(0, Math.max(0, slash)), last, below }
  }
  const names = glob.split('/')
  const name = names.pop() ?? ''
  if (!isSimple(glob) || [name, ...names].some((each) => each.includes('**') && each !== '**')) return undefined
  if (name === '**') return undefined
  const last = nameTest(name)
  if (last === undefined) return undefined
  if (names.length === 1 && names[0] === '**') return { kind: 'name', directory: undefined, last, below }
  const directory = names.join('/')
  if (!isWild(directory)) return { kind: 'name', directory, last, below }
  const path = compileGlob(glob)
  return path && { kind: 'name', directory: undefined, last, path, below }
}

/**
 * Tells where a pattern, without its `!`, can match. It holds for paths without line breaks, which a star of two does not
 * match in Docker's expressions.
 *
 * @example
 * classify('** /*.log') // (without the blank) any directory, names that end in .log
 * classify('dist/**') // directly in the root, below the name dist
 */
export const classify = (glob: string): PatternPlace => known(glob)

const known = remember((glob): PatternPlace => {
  const base = glob.endsWith('/**') && isSimple(glob) ? glob.slice(0, -3) : undefined
  return (
    (base === undefined || base === '' ? placeOf(glob, false) : placeOf(base, true)) ?? {
      kind: 'path',
      head: headOf(glob),
    }
  )
})
