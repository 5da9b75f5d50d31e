import { type FileTree, searchTree, type TreeNode } from '../model/file-tree.js'
import { remember } from '../model/remember.js'
import { isSecretPath, maySecret } from './secret-path.js'
import type { PathTest } from './run-regexp.js'
import { makeForm, type SourceForm } from './source-form.js'
import { type ContextSource, type CopyParts, partsOf, type PathKind } from './source-pattern.js'

/** The tree that was looked into last, and its number. */
let lastTree: FileTree | undefined
let lastNumber = 0

const numberOf = (tree: FileTree): number => {
  if (tree !== lastTree) {
    lastTree = tree
    lastNumber++
  }
  return lastNumber
}

/**
 * A path as instructions name it, with all that is found out about it. Dockerfiles of one repository name much the same paths,
 * each of them in several places: to look a path up costs more than most of what is asked of it, so that it is looked up once
 * and handed on.
 */
export class SourcePath implements CopyParts {
  readonly path: string
  readonly head: string
  readonly glob: string
  readonly include?: string
  readonly plain?: string
  /** Whether it looks like a file or a directory with secrets. */
  readonly isSecret: boolean
  /** Whether it holds a token as often as only settings. */
  readonly mayBeSecret: boolean
  #form: SourceForm | undefined
  #tree = 0
  #node: TreeNode | undefined
  #test: PathTest | undefined
  #answer = false
  #testBefore: PathTest | undefined
  #answerBefore = false

  constructor(path: string, kind: PathKind) {
    const { head, glob, include, plain } = partsOf(path, kind)
    this.path = path
    this.head = head
    this.glob = glob
    if (include !== undefined) this.include = include
    if (plain !== undefined) this.plain = plain
    this.isSecret = isSecretPath(path)
    this.mayBeSecret = maySecret.test(path)
  }

  /** What it is in an ignore file; all sources that are written alike share one. */
  get form(): SourceForm {
    return (this.#form ??= makeForm(this))
  }

  /** What lies there, where it is a path and no pattern; links are not followed. */
  nodeIn(tree: FileTree): TreeNode | undefined {
    if (this.plain === undefined) return undefined
    const number = numberOf(tree)
    if (this.#tree !== number) {
      this.#tree = number
      this.#node = searchTree(tree, this.plain)
    }
    return this.#node
  }

  /** What a test says of {@link SourcePath.plain}; of the last two the answers are kept: all Dockerfiles of a repository ask the same. */
  is(test: PathTest): boolean {
    if (this.#test === test) return this.#answer
    const before = this.#testBefore === test ? this.#answerBefore : this.plain !== undefined && test(this.plain)
    this.#testBefore = this.#test
    this.#answerBefore = this.#answer
    this.#test = test
    this.#answer = before
    return before
  }
}

const paths: Readonly<Record<PathKind, (path: string) => SourcePath>> = {
  pattern: remember((path) => new SourcePath(path, 'pattern')),
  bind: remember((path) => new SourcePath(path, 'bind')),
  copy: remember((path) => new SourcePath(path, 'copy')),
}

/** Looks up what is known of the path of a source. */
export const sourcePath = ({ kind, parents, path }: ContextSource): SourcePath =>
  paths[parents === true ? 'pattern' : kind === 'bind' ? 'bind' : 'copy'](path)

/**
 * Takes a source apart as BuildKit does.
 *
 * @example
 * copyParts({ kind: 'copy', path: './cmd/*.go' }) // { head: 'cmd', glob: '*.go' }
 * copyParts({ kind: 'copy', path: 'a/./b/**', parents: true }) // { head: 'a', glob: '', include: 'b/**' }
 */
export const copyParts = (source: ContextSource): CopyParts => sourcePath(source)
