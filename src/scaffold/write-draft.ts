import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { realPath } from '../disk/real-path.js'
import { pathFrom } from '../generate/paths.js'
import { fileError, writeAtomically } from '../generate/write.js'
import type { Draft } from './draft.js'
import { withGitAttributes } from './git-attributes.js'
import { outputsOf } from './outputs.js'
import { sourceText } from './source-text.js'
import type { Survey } from './survey.js'

/** A file of a scaffold, relative to the folder. */
export interface WrittenFile {
  readonly file: string
  readonly status: 'created' | 'updated' | 'unchanged'
}

/** The name of the file that `init` writes. */
const sourceName = 'dockerfile.ts'

/** The `.gitattributes` that is there, nearest first; else a new one beside `dockerfile.ts`. */
const attributesFile = (folder: string, root: string): string => {
  const near = [...new Set([folder, root])].map((each) => join(each, '.gitattributes'))
  return near.find((file) => existsSync(file)) ?? join(folder, '.gitattributes')
}

/** Reads text that is UTF-8; the rest of a file in another encoding would not survive. */
const readPresent = (file: string, name: string): string => {
  if (!existsSync(file)) return ''
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(readFileSync(file))
  } catch (error) {
    throw fileError('read', name, error)
  }
}

/** The files to write with their texts: all are made before the first is written. */
const filesOf = (draft: Draft, survey: Survey, withAttributes: boolean) => {
  const { folder, root } = survey
  const outputs = outputsOf(draft, survey)
  const source = join(folder, sourceName)
  const files = [{ path: source, present: '', text: sourceText(draft, outputs) }]
  if (!withAttributes) return files
  const path = attributesFile(folder, root)
  const present = readPresent(path, pathFrom(folder, path))
  const from = dirname(path)
  const paths = outputs.map((output) => pathFrom(from, join(folder, output)))
  return [...files, { path, present, text: withGitAttributes(present, paths, pathFrom(from, source)) }]
}

/**
 * Writes `dockerfile.ts` and, where wanted, the lines of `.gitattributes`.
 *
 * @throws GenDockerfileError `cannot-write`, `cannot-read`
 */
export const writeDraft = (
  draft: Draft,
  survey: Survey,
  options: { readonly gitAttributes: boolean },
): readonly WrittenFile[] =>
  filesOf(draft, survey, options.gitAttributes).map(({ path, present, text }) => {
    const file = pathFrom(survey.folder, path)
    if (text === present) return { file, status: 'unchanged' }
    const status = existsSync(path) ? 'updated' : 'created'
    writeAtomically(realPath(path), text, file)
    return { file, status }
  })
