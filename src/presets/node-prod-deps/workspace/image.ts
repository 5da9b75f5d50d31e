import { rememberOf } from '../../../model/remember.js'
import { outermost } from '../../compiled/paths.js'
import type { NodeMemberFacts } from '../../../project/node/node-facts.js'
import { join } from './files.js'
import type { Paths } from '../files.js'
import { copyPaths, type FinalStep, type NodeStage } from '../steps.js'
import { among, inMember, type Closure } from './closure.js'
import type { WorkspacePlan } from './plan.js'

/** The folder of a member's own packages, where there is one. */
const modulesOf = rememberOf((member: NodeMemberFacts): string => `/app/./${inMember(member, 'node_modules*')}`)

/** Folders that are no members, and that links of node_modules lead to. */
const linkedFolders = ({ production, particular, root }: Closure): readonly string[] =>
  among(
    particular.filter(({ installInputs }) => installInputs.some(({ runs }) => runs)),
    root === undefined ? production : [root, ...production],
  ).flatMap(({ installInputs }) => installInputs.filter(({ runs }) => runs).map(({ path }) => path))

/** The installed packages. A member has a folder of its own where its versions differ from the root's, or where the manager links. */
export const workspaceModules =
  ({ closure, deploys }: WorkspacePlan, prodDeps: NodeStage<'deps'> | NodeStage<'prod-deps'>): FinalStep =>
  (stage) => {
    const linked = outermost(linkedFolders(closure)).map((path) => `/app/./${path}`)
    if (deploys) {
      const result = stage.copyFrom(prodDeps, '/prod/node_modules', './node_modules', { link: true })
      return linked.length === 0 ? result : result.copyFrom(prodDeps, linked, './', { parents: true, link: true })
    }
    const own = [...closure.byFolder.production.map(modulesOf), ...linked].sort()
    return stage
      .copyFrom(prodDeps, '/app/node_modules', './node_modules', { link: true })
      .copyFrom(prodDeps, own, './', { parents: true, link: true })
  }

/** Paths of the service as paths of the context; where it is taken out of the workspace, the part before `/./` stays behind. */
const homely = ({ closure, home }: WorkspacePlan, { files, folders }: Paths): Paths => {
  const place = (path: string): string => (home === '.' ? `${closure.dir}/./${path}` : inMember(closure.service, path))
  return { files: files.map(place), folders: folders.map(place) }
}

/** The files that the service and the libraries are run from, except what the service's own build writes. */
export const workspaceProgram =
  (
    workspace: WorkspacePlan,
    sources: Paths,
    { selfContained, assets }: { readonly selfContained: boolean; readonly assets: readonly string[] },
    build: NodeStage<'build'> | undefined,
  ): FinalStep =>
  (stage) => {
    const own = homely(workspace, { files: sources.files, folders: [...sources.folders, ...assets] })
    // What is copied into node_modules, or gathered by the build, is not needed beside it.
    if (workspace.deploys || selfContained) return stage.use(copyPaths(own))
    const { fromContext, fromBuild } = workspace.libraries
    const result = stage.use(copyPaths(join([...fromContext, own])))
    if (build === undefined || fromBuild.length === 0) return result
    return result.copyFrom(
      build,
      fromBuild.map((path) => `/app/./${path}`),
      './',
      { parents: true, link: true },
    )
  }
