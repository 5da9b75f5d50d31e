import type { StageStep } from '../../builders/steps/packages.js'
import type { PythonGitVersion } from '../../project/facts.js'
import { refusal } from './refusal.js'

/** A project that is installed, with the place of its manifest. */
interface Installed {
  readonly manifest: string
  readonly gitVersion?: PythonGitVersion
}

/** Variables that say the version of what is installed, and the one that holds where the build is told none. */
export interface GitVersions {
  readonly variables: readonly string[]
  readonly version: string
}

/**
 * How the projects that are installed learn their version without git.
 *
 * @throws GenDockerfileError `version-from-git` for a tool that can be told none.
 */
export const gitVersions = (projects: readonly Installed[]): GitVersions | undefined => {
  const found = projects.flatMap(({ manifest, gitVersion }) => (gitVersion ? [{ manifest, ...gitVersion }] : []))
  const stuck = found.find(({ variable, fallback }) => variable === undefined && fallback === undefined)
  if (stuck !== undefined) {
    refusal(
      'version-from-git',
      `The version in \`${stuck.manifest}\` is computed from git by ${stuck.by}, but the build context holds no \`.git\`: the install would fail.`,
      `Say one for a folder without git: \`default-version = "0.0.0"\` in \`[tool.${stuck.by}]\`.`,
    )
  }
  const told = found.filter(({ variable }) => variable !== undefined)
  if (told.length === 0) return undefined
  const variables = [...new Set(told.flatMap(({ variable }) => variable ?? []))].sort((a, b) => (a < b ? -1 : 1))
  return { variables, version: told.find(({ fallback }) => fallback !== undefined)?.fallback ?? '0.0.0' }
}

/** `ARG VERSION`, and the arguments that hand it to the tools; they are no part of the image. */
export const sayVersion = (versions: GitVersions | undefined): StageStep => {
  if (versions === undefined) return (stage) => stage
  const { variables, version } = versions
  return (stage) =>
    variables.reduce(
      (result, variable) => result.arg(variable, '$VERSION'),
      stage
        .comment('Its version comes from git, which is not in the build context: --build-arg VERSION=1.2.3 says it.')
        .arg('VERSION', version),
    )
}
