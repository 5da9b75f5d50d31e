import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { foreignIgnore } from '../generate/ignore-file.js'
import { ownershipOf } from '../generate/marker.js'
import { pathFrom, repositoryRootOf } from '../generate/paths.js'
import { parseDockerfile } from '../parser/parse-dockerfile.js'
import type { Facts } from '../project/facts.js'
import { readFacts } from '../project/read-facts.js'
import { finalStage } from './existing/final-stage.js'
import type { FinalStage } from './existing/setting.js'

/** A Dockerfile that somebody wrote. */
export type ExistingDockerfile =
  | { readonly kind: 'read'; readonly file: string; readonly stage: FinalStage }
  | { readonly kind: 'unreadable'; readonly file: string; readonly line?: number; readonly reason: string }

/** What `init` finds in a folder. */
export interface Survey {
  /** Absolute, symbolic links followed. */
  readonly folder: string
  /** The repository, or the folder where it is in none. */
  readonly root: string
  readonly facts: Facts
  readonly existing?: ExistingDockerfile
  /** The `.dockerignore` of the build context that somebody wrote by hand, relative to the folder. */
  readonly ownIgnore?: string
}

const dockerfileNames = [
  /^Dockerfile$/,
  /^dockerfile$/i,
  /^Dockerfile\.(?:prod|production|release)$/i,
  /^(?:prod|production)\.Dockerfile$/i,
]

const readExisting = (folder: string, facts: Facts): ExistingDockerfile | undefined => {
  const files = facts.files.filter(({ kind }) => kind === 'file').map(({ name }) => name)
  const file = dockerfileNames.flatMap((pattern) => files.filter((name) => pattern.test(name)))[0]
  if (file === undefined) return undefined
  let text: string
  try {
    text = readFileSync(join(folder, file), 'utf8')
  } catch {
    return { kind: 'unreadable', file, reason: 'it cannot be read' }
  }
  // What we wrote says nothing that dockerfile.ts would not.
  if (ownershipOf(text) === 'ours') return undefined
  const parsed = parseDockerfile(text)
  if ('error' in parsed) return { kind: 'unreadable', file, line: parsed.line, reason: parsed.error.message }
  const [problem] = parsed.problems
  if (problem !== undefined) {
    const { line, message } = problem
    return { kind: 'unreadable', file, ...(line === undefined ? {} : { line }), reason: message }
  }
  return { kind: 'read', file, stage: finalStage(parsed.document) }
}

/**
 * Looks at a folder: the facts of all languages, and the Dockerfile and the ignore file that are there.
 *
 * @throws GenDockerfileError for a folder that cannot be read.
 */
export const surveyFolder = async (folder: string): Promise<Survey> => {
  const root = repositoryRootOf(folder, folder)
  const facts = await readFacts(folder, { root })
  const existing = readExisting(folder, facts)
  const ignore = foreignIgnore(resolve(folder, facts.context))
  return {
    folder,
    root,
    facts,
    ...(existing === undefined ? {} : { existing }),
    ...(ignore === undefined ? {} : { ownIgnore: pathFrom(folder, ignore) }),
  }
}
