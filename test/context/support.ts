import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll } from 'vitest'
import { createMatcher, parseIgnoreFile } from '../../src/ignore/index.js'
import { walkDisk, type WalkedFile, type WalkProblem } from '../../src/context/walk.js'

/** Files by path: a text, a number of bytes, or a link; a directory's path ends in `/`. */
export type Files = Readonly<Record<string, string | number | { readonly link: string }>>

/** Makes folders with files, which go away with the suite. */
export const useFolders = (): ((files: Files) => string) => {
  const folders: string[] = []
  afterAll(() => {
    for (const folder of folders) rmSync(folder, { recursive: true, force: true })
  })
  return (files) => {
    const folder = mkdtempSync(join(tmpdir(), 'gen-dockerfile-context-'))
    folders.push(folder)
    for (const [name, content] of Object.entries(files)) {
      const path = join(folder, name)
      mkdirSync(name.endsWith('/') ? path : dirname(path), { recursive: true })
      if (name.endsWith('/')) continue
      if (typeof content === 'object') symlinkSync(content.link, path)
      else writeFileSync(path, typeof content === 'string' ? content : 'x'.repeat(content))
    }
    return folder
  }
}

/** All that a walk tells. */
export interface Walked {
  /** In order; directories end in `/`. */
  readonly sent: readonly string[]
  readonly files: readonly WalkedFile[]
  readonly ignored: readonly (readonly [path: string, decidedBy: number])[]
  readonly problems: readonly WalkProblem[]
}

/** Walks a folder with the text of an ignore file; `between` is called after each directory that was read. */
export const walked = (
  root: string,
  ignoreFile: string,
  options: { readonly ignored?: boolean; readonly between?: () => void } = {},
): Walked => {
  const sent: string[] = []
  const files: WalkedFile[] = []
  const ignored: (readonly [string, number])[] = []
  const problems: WalkProblem[] = []
  const patterns = parseIgnoreFile(ignoreFile).patterns.map((each) => each.pattern)
  walkDisk(root, createMatcher(patterns), {
    directory: (path) => sent.push(`${path}/`),
    file: (file) => {
      sent.push(file.path)
      files.push(file)
    },
    ...(options.ignored ? { ignored: ({ path }, decidedBy) => ignored.push([path, decidedBy]) } : {}),
    problem: (problem) => problems.push(problem),
    ...(options.between === undefined ? {} : { progress: options.between }),
  })
  return { sent, files, ignored, problems }
}
