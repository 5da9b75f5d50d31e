import type { NativeNeed } from '../common-facts.js'
import { joinPath } from '../path.js'
import type { Project } from '../project.js'
import { sharedRead } from '../shared-read.js'
import { maskSource } from '../source-mask.js'

/** `Command::new("git").args(…).output().expect("…")`: a script that ends where there is no such program. */
const insistsOnGit = /\bCommand::new\(\s*"git"\s*\)[^;{}]*\.(?:output|status|spawn)\(\)\s*\.(?:expect|unwrap)\(/

const scriptInsists = sharedRead((project) => {
  const source = project.text('build.rs')
  return source?.includes('"git"') === true && insistsOnGit.test(maskSource(source, 'rust').code)
})

/** What build scripts of the crates in some folders cannot do without; git says which commit is built, or that it knows none. */
export const buildScriptNeeds = (project: Project, root: string, folders: readonly string[]): readonly NativeNeed[] => {
  const packages = { build: ['git'], runtime: [] }
  return folders
    .filter((dir) => scriptInsists(project, joinPath(root, dir)).value)
    .map((dir) => ({
      package: joinPath(dir, 'build.rs'),
      debian: packages,
      alpine: packages,
      reason: 'runs git, and ends without it',
    }))
}
