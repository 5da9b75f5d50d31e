import { textSurvey } from '../file-text.js'
import { parseJson, type ParseOutcome } from '../json-text.js'
import { at, isRecord, stringAt } from '../value.js'

/** Names stand at the beginning: a fortieth of the time that parsing all of thousands of manifests takes. */
export const headLength = 512

const namePattern =
  /^\s*\{\s*(?:"(?!name")[^"\\\n]*"\s*:\s*(?:"[^"\\\n]*"|true|false|null|\d+)\s*,\s*)*"name"\s*:\s*"([^"\\\n]*[^"\\\s])"/

/** What the beginning of a package.json calls the package. */
export const nameInHead = (head: string): string | undefined => namePattern.exec(head)?.[1]?.trim()

/** What a package.json calls its package: `true` where it has no name, `false` where there is none, an error where nobody can tell. */
export type PackageName = string | boolean | Extract<ParseOutcome, { readonly kind: 'error' }>

/** Asks each package.json for the name of its package. */
export const packageName = textSurvey('package-name', (text): PackageName => {
  const head = text(headLength)
  if (head === undefined) return false
  const found = nameInHead(head)
  if (found !== undefined) return found
  const outcome = parseJson(text() ?? '')
  return outcome.kind === 'value' ? (stringAt(outcome.value, 'name') ?? true) : outcome
})

const workspacesOf = (manifest: unknown): readonly string[] => {
  const field = at(manifest, 'workspaces')
  const list = Array.isArray(field) ? field : isRecord(field) ? field['packages'] : []
  return Array.isArray(list) ? list.filter((item) => typeof item === 'string') : []
}

/** The patterns of members in the text of a package.json. */
export const patternsIn = (manifest: string | undefined): readonly string[] => {
  if (manifest?.includes('"workspaces"') !== true) return []
  const outcome = parseJson(manifest)
  return outcome.kind === 'value' ? workspacesOf(outcome.value) : []
}

/** Asks each package.json for patterns of members. */
export const nestedWorkspaces = textSurvey('workspaces', (text) => patternsIn(text()))

/** All questions that are asked of the packages of a workspace at once. */
export const packageSurveys = [packageName, nestedWorkspaces] as const
