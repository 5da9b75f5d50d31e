import { basename, dirname, join } from 'node:path'
import { look } from '../disk/journal.js'
import { type DirectoryNode, type FileTree, findInTree, type TreeNode } from '../model/file-tree.js'
import { rememberOf } from '../model/remember.js'
import { ownershipOf } from './marker.js'
import { isInside, pathFrom } from './paths.js'
import { fileError } from './write.js'

/** Which ignore file belongs to a Dockerfile. */
export interface IgnoreLocation {
  readonly file: string
  /** A `.dockerignore` that is not ours, which the file takes the place of. */
  readonly foreign?: string
}

/** The file beside the Dockerfile that BuildKit prefers: `api.Dockerfile.dockerignore`. */
const besideOf = (dockerfile: string): string => `${dockerfile}.dockerignore`

/** @throws GenDockerfileError `cannot-read` */
const textOf = (file: string): string => {
  try {
    return look.text(file)
  } catch (error) {
    throw fileError('read', basename(file), error)
  }
}

/** The `.dockerignore` at the root of a context that somebody else wrote, where there is one. */
export const foreignIgnore = (context: string): string | undefined => {
  const shared = join(context, '.dockerignore')
  const isFile = look.isFile(shared)
  return isFile && ownershipOf(textOf(shared)) === 'foreign' ? shared : undefined
}

/** The files of which {@link ignoreLocation} is one, whatever the build context. */
export const possibleIgnoreFiles = (dockerfile: string): readonly string[] =>
  basename(dockerfile) === 'Dockerfile'
    ? [besideOf(dockerfile), join(dirname(dockerfile), '.dockerignore')]
    : [besideOf(dockerfile)]

/**
 * Where the ignore file of a Dockerfile is written: `.dockerignore` for a `Dockerfile` at the context's root, else
 * `<file>.dockerignore` beside it. One that is there already beside it stays the one, since BuildKit prefers it; a
 * `.dockerignore` of somebody else is left alone.
 */
export const ignoreLocation = (dockerfile: string, context: string): IgnoreLocation => {
  const beside = besideOf(dockerfile)
  if (dockerfile !== join(context, 'Dockerfile') || look.exists(beside)) return { file: beside }
  const foreign = foreignIgnore(context)
  return foreign === undefined ? { file: join(context, '.dockerignore') } : { file: beside, foreign }
}

/** The ignore file that is in force for a Dockerfile that gets none from us. */
export const presentIgnore = (
  dockerfile: string,
  context: string,
): { readonly file: string | undefined; readonly text: string | undefined } => {
  const file = [besideOf(dockerfile), join(context, '.dockerignore')].find((each) => look.isFile(each))
  return { file, text: file === undefined ? undefined : textOf(file) }
}

const manifests = {
  node: ['package.json'],
  python: ['pyproject.toml', 'requirements.txt', 'setup.py', 'Pipfile'],
  go: ['go.mod'],
  rust: ['Cargo.toml'],
} as const

type Language = keyof typeof manifests

const languages = Object.keys(manifests) as Language[]

/** The languages whose manifests lie in a directory: many Dockerfiles copy the same ones. */
const languagesIn = rememberOf(({ entries }: DirectoryNode): readonly Language[] =>
  languages.filter((language) => manifests[language].some((name) => entries.has(name))),
)

/**
 * The languages whose manifests lie in the folder of a service, at the context's root or in a folder that is `copied` from the
 * context, which `tree` holds.
 */
export const languagesOf = (
  folder: string,
  { context, tree }: { readonly context: string; readonly tree: FileTree },
  copied: Iterable<TreeNode | undefined>,
): readonly Language[] => {
  const own = isInside(context, folder) ? pathFrom(context, folder) : undefined
  const present = new Set<Language>()
  const note = (node: TreeNode | undefined): boolean => {
    if (node?.kind !== 'directory') return false
    for (const language of languagesIn(node)) present.add(language)
    return true
  }
  note(tree)
  const isFolder = own !== undefined && note(findInTree(tree, own))
  for (const node of copied) note(node)
  const isThere = (name: string): boolean => !isFolder && look.exists(join(folder, name))
  return languages.filter((language) => present.has(language) || manifests[language].some(isThere))
}
