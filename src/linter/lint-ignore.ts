import type { Diagnostic } from '../model/diagnostic.js'
import type { DockerfileDocument } from '../model/document.js'
import { lintDocument, type LintOptions } from './lint-document.js'

/** The rules that say something about an ignore file without its Dockerfile. */
export const ignoreFileRules: readonly string[] = [
  'bad-ignore-pattern',
  'dead-ignore-exception',
  'misread-ignore-pattern',
  'redundant-ignore-pattern',
  'root-only-ignore-pattern',
  'shadowed-ignore-file',
]

/** A Dockerfile that says nothing. */
export const emptyDocument: DockerfileDocument = {
  kind: 'document',
  directives: { escape: '\\' },
  header: [],
  args: [],
  stages: [],
  trailer: [],
}

/** What {@link lintIgnore} can be told. */
export interface LintIgnoreOptions extends Pick<LintOptions, 'rules' | 'only' | 'tree' | 'shadowedIgnore'> {
  /** The file that diagnostics name, relative to the working directory. */
  readonly file: string
}

/**
 * Lints an ignore file by itself.
 *
 * @example
 * ```ts
 * lintIgnore('!src\n*\n', { file: '.dockerignore' }).map((each) => each.rule) // ['dead-ignore-exception']
 * ```
 */
export const lintIgnore = (text: string, { file, rules, only, ...around }: LintIgnoreOptions): readonly Diagnostic[] =>
  lintDocument(emptyDocument, {
    ...around,
    rules,
    only: ignoreFileRules.filter((name) => only === undefined || only.includes(name)),
    ignore: text,
    ignoreFile: file,
  })
