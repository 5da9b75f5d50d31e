import { cleanPath, trimSpace } from './go-path.js'
import { meansMore, type SourceForm } from './source-form.js'
import { type SourcePath, sourcePath } from './source-path.js'
import type { ContextSource } from './source-pattern.js'

/** A source in the terms of an ignore file. */
export interface SourcePattern {
  readonly source: ContextSource
  readonly known: SourcePath
  readonly form: SourceForm
  /** What `--exclude` leaves out, relative to the context; empty where it has no exact spelling. */
  readonly excludes: readonly string[]
}

/** `--exclude` is relative to the directory that is copied. */
const excludesBelow = (exclude: readonly string[], base: string): readonly string[] => {
  if (base === '') return exclude
  if (exclude.some((pattern) => meansMore.test(pattern))) return []
  return exclude.map((pattern) => {
    const [, mark, path] = /^(!?)([^]*)$/.exec(trimSpace(pattern)) ?? []
    return `${mark ?? ''}${base}${cleanPath(`/${path ?? ''}`)}`
  })
}

/**
 * Says in the terms of an ignore file what a source names.
 *
 * @example
 * sourcePattern({ kind: 'copy', path: './cmd/' }).form.pattern // 'cmd'
 * sourcePattern({ kind: 'copy', path: '.' }).form.pattern // '**'
 */
export const sourcePattern = (source: ContextSource): SourcePattern => {
  const known = source.known ?? sourcePath(source)
  const { form } = known
  return {
    source,
    known,
    form,
    excludes: source.exclude === undefined ? none : excludesBelow(source.exclude, form.base),
  }
}

const none: readonly string[] = []
