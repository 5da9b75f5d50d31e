import type { Facts } from '../../../project/facts.js'
import type { NativeNeed } from '../../../project/common-facts.js'
import type { NodeFacts, NodeMemberFacts } from '../../../project/node/node-facts.js'
import { inContext } from '../../compiled/paths.js'
import { hasKeys } from '../../has-keys.js'
import { joinPaths } from '../../join-paths.js'
import type { Paths } from '../files.js'
import { lifecyclePlan, type LifecyclePlan } from '../lifecycle.js'
import type { Manager } from '../managers.js'
import type { NodeOptions } from '../options.js'
import type { Output } from '../outputs.js'
import { generation } from '../prisma.js'
import { among, manifestOf, titleOf, type Closure } from './closure.js'
import { dropScripts, workspaceCommands, type Task, type WorkspaceCommands } from './commands.js'
import { libraryFiles, workspaceInstallFiles, workspaceSources, type LibraryFiles } from './files.js'

/** What was decided for a service that belongs to a workspace. Paths are relative to the workspace's root, which is `/app`. */
export interface WorkspacePlan {
  readonly closure: Closure
  readonly commands: WorkspaceCommands
  readonly installFiles: Paths
  /** The sources of the libraries, and those of the service. */
  readonly sources: readonly [Paths, Paths]
  /** Commands that take scripts out of manifests before the install, and what they take. */
  readonly dropped: readonly string[]
  readonly droppedNames: readonly string[]
  /** Members whose manifest lost scripts; the whole one comes with the sources. */
  readonly changedManifests: readonly string[]
  /** Commands that generate Prisma's clients, which nothing else generates. */
  readonly generate: readonly string[]
  /** Commands of the build stage; none where there is nothing to build. */
  readonly build: readonly string[]
  /** The same without the service. */
  readonly buildLibraries: readonly string[]
  readonly libraries: LibraryFiles
  /**
   * Where the service is in the image, below `/app`: its folder, or `.` where the manager copies members into `node_modules`
   * so that nothing else of the workspace is needed.
   */
  readonly home: string
  /** The service is taken out of the workspace by `pnpm deploy`, after the build. */
  readonly deploys: boolean
}

/** Scripts that begin a build of more than their own package: they order it by themselves. */
const buildsOthers = /\b(?:turbo|nx|lerna|lage|moon|wireit)\b|--filter[= ]|\bworkspaces foreach\b/

const tasksOf = (
  { particular, root, service }: Closure,
  script: string | undefined,
  options: NodeOptions,
): readonly Task[] => {
  if (options.build === false) return []
  const own: readonly Task[] = script === undefined ? [] : [{ member: service, script }]
  if (script !== undefined && buildsOthers.test(service.manifest.scripts[script] ?? '')) return own
  const libraries = particular.flatMap((member): readonly Task[] =>
    member === service || member === root || member.build === undefined
      ? []
      : [{ member, script: member.build.script }],
  )
  return [...libraries, ...own]
}

const outOf = ({ dir }: NodeMemberFacts, path: string): string =>
  path.startsWith(`${dir}/`) ? path.slice(dir.length + 1) : path

interface MemberLifecycle extends LifecyclePlan {
  readonly member: NodeMemberFacts
}

/** What becomes of the scripts that the install runs, for the root and each member. */
const lifecyclesOf = ({ root, particular, service }: Closure, tasks: readonly Task[]): readonly MemberLifecycle[] =>
  particular.map((member) => {
    if (!hasKeys(member.lifecycle)) return { member, removed: [], postponed: [] }
    const task = tasks.find((each) => each.member === member)
    const own = {
      ...member,
      // Scripts call their files from their own folder.
      installInputs: member.installInputs.map((input) => ({ ...input, path: outOf(member, input.path) })),
    }
    const plan = lifecyclePlan(own, task?.script ?? (member === service ? undefined : 'build'))
    // The root is no part of the image: what it prepares is for working copies.
    return { member, removed: plan.removed, postponed: member === root ? [] : plan.postponed }
  })

const generates = /\bprisma generate\b/

/** Prisma's client is generated from the schema alone, so that it belongs to the dependencies. */
const clientsOf = (lifecycles: readonly MemberLifecycle[], commands: WorkspaceCommands): readonly string[] =>
  lifecycles.flatMap(({ member, removed }) => {
    const { prisma, manifest, lifecycle } = member
    if (prisma === undefined) return []
    const hasTool = 'prisma' in { ...manifest.dependencies, ...manifest.devDependencies }
    const kept = Object.entries(lifecycle).filter(([name]) => !removed.includes(name))
    if (!hasTool || kept.some(([, script]) => generates.test(String(script)))) return []
    return [generation(prisma, (words) => commands.exec(member, `prisma ${words}`))]
  })

/** What was decided of the service itself. */
interface Service {
  readonly script: string | undefined
  /** Relative to the service. */
  readonly outputs: readonly Output[]
  readonly selfContained: boolean
}

/** Decides what a service needs of the other members of its workspace. */
export const workspacePlan = (
  facts: Facts,
  closure: Closure,
  node: NodeFacts,
  options: NodeOptions,
  manager: Manager,
  { script, outputs, selfContained }: Service,
): WorkspacePlan => {
  const fact = node.packageManager
  const commands = workspaceCommands(closure, fact, manager)
  const tasks = tasksOf(closure, script, options)
  const lifecycles = lifecyclesOf(closure, tasks)
  const installFiles = workspaceInstallFiles(facts, fact, manager, closure)
  const postponed = (isWanted: (member: NodeMemberFacts) => boolean): readonly string[] =>
    lifecycles.flatMap((each) =>
      isWanted(each.member) ? each.postponed.map((name) => commands.run(each.member, name)) : [],
    )
  const isLibrary = (member: NodeMemberFacts): boolean => member !== closure.service
  const build = options.build === false ? [] : [...postponed(() => true), ...commands.build(tasks)]
  const libraryTasks = tasks.filter(({ member }) => isLibrary(member))
  const removed = lifecycles.filter((each) => each.removed.length > 0)
  const deploys = manager.kind === 'pnpm' && fact.injects === true && !selfContained
  return {
    closure,
    commands,
    installFiles,
    sources: workspaceSources(facts, closure, outputs, options.shared, installFiles),
    dropped: dropScripts(removed.map(({ member: { dir }, removed: names }) => ({ dir, names }))),
    droppedNames: removed.flatMap(({ member, removed: names }) =>
      names.map((name) => `\`${name}\` of ${titleOf(member)}`),
    ),
    changedManifests: removed.filter(({ member }) => member !== closure.root).map(({ member }) => manifestOf(member)),
    generate: clientsOf(lifecycles, commands),
    build,
    buildLibraries: options.build === false ? [] : [...postponed(isLibrary), ...commands.build(libraryTasks)],
    libraries: libraryFiles(closure, build.length > 0),
    home: deploys ? '.' : closure.dir,
    deploys,
  }
}

/** The way from the service's place in the image to a path of the workspace's root: `../../.pnp.cjs`. */
export const fromHome = ({ home }: WorkspacePlan, path: string): string =>
  joinPaths(...(home === '.' ? ['.'] : home.split('/').map(() => '..')), path)

const union = (lists: readonly (readonly NativeNeed[])[]): readonly NativeNeed[] => [
  ...new Map(lists.flat().map((need) => [need.package, need])).values(),
]

/** The service's facts with what its closure needs of the system; its own yarn is called by an absolute path, which works in every folder. */
export const withClosure = (facts: Facts, node: NodeFacts, { production, particular }: Closure): NodeFacts => {
  const { yarnPath } = node.packageManager
  const running = among(particular, production)
  return {
    ...node,
    packageManager:
      yarnPath === undefined
        ? node.packageManager
        : { ...node.packageManager, yarnPath: `/app/${inContext(facts, yarnPath)}` },
    native: union(running.map(({ native }) => native)),
    nativeDev: union(particular.flatMap(({ native, nativeDev }) => [native, nativeDev])),
    needsGit: particular.some(({ needsGit }) => needsGit),
  }
}
