import { chain } from '../../builders/shell.js'
import { stage, type StageBuilder } from '../../builders/stage.js'
import type { StageStep } from '../../builders/steps/packages.js'
import { installPackages } from '../compiled/system-packages.js'
import { cargoBuild, cargoCaches, takeProgram, type RustPlan } from './cargo.js'
import { emptyTargets, manifestsStage } from './skeleton.js'
import { copyManifests, copySources, copyVendor } from './sources.js'
import { installChannel } from './toolchain.js'

const touchSources = 'find . -path ./target -prune -o -type f -exec touch {} +'

/** A program without its symbols, unless the repository says what to keep of them. */
const stripped = ({ options, rust }: RustPlan): Readonly<Record<string, string>> => {
  if (rust.profilesWithSymbols.includes(options.profile)) return {}
  return { [`CARGO_PROFILE_${options.profile.toUpperCase().replaceAll('-', '_')}_STRIP`]: 'symbols' }
}

const start = <const Name extends string>(
  name: Name,
  plan: RustPlan,
  more: readonly string[] = [],
): StageBuilder<Name, never> => {
  const { toolchain, rust, sources } = plan
  const needsOpenssl = toolchain.libc === 'musl' && rust.native.some((need) => need.package === 'openssl-sys')
  const env = {
    ...(rust.sqlx?.offline === true ? { SQLX_OFFLINE: true } : {}),
    ...(needsOpenssl ? { OPENSSL_STATIC: 1 } : {}),
    ...(name === 'dev' ? {} : stripped(plan)),
  }
  const started: StageBuilder<Name, never> = stage(name)
    .from(toolchain.image)
    .use(installPackages([...toolchain.packages, ...more], toolchain.manager))
    .use(installChannel(toolchain))
    .workdir('/src')
  return (Object.keys(env).length > 0 ? started.env(env) : started).use(copyVendor(sources))
}

/** What Cargo reads of a workspace before it compiles; `all` puts empty targets into the crates whose sources come later, too. */
export const prepareWorkspace = ({ sources }: RustPlan, all: boolean): StageStep => {
  const { workspace } = sources
  if (workspace === undefined) return (stage) => stage
  const { patterns, targets, foreignTargets, withoutSrc } = workspace
  // What is found by patterns is told from what is copied later by the targets that are there.
  const own = all || patterns.length > 0 ? targets : []
  const skeleton = { targets: [...own, ...foreignTargets].sort(), patterns, withoutSrc }
  return (stage) => stage.use(copyManifests(sources)).use(emptyTargets(skeleton))
}

/** Compiles in one step; dependencies stay compiled in the cache mounts. */
const withMounts = (plan: RustPlan): StageBuilder<'build', never> =>
  start('build', plan)
    .use(prepareWorkspace(plan, false))
    .use(copySources(plan.sources))
    .arg('TARGETARCH')
    .comment("Cargo compares file times, and another build's output may be newer than these sources.")
    .run(chain(touchSources, cargoBuild(plan), takeProgram(plan)), { mounts: cargoCaches(plan) })

const dependencies = (plan: RustPlan): StageBuilder<'deps', 'manifests'> => {
  const started = start('deps', plan)
  const prepared =
    plan.sources.workspace === undefined
      ? started.copyFrom(manifestsStage(plan), '/src', './')
      : started.use(prepareWorkspace(plan, true))
  return prepared.run(cargoBuild(plan))
}

/** Compiles dependencies in a stage of their own, without the sources. */
const withLayers = (plan: RustPlan): StageBuilder<'build', 'deps' | 'manifests'> => {
  const deps = dependencies(plan)
  return stage('build')
    .from(deps)
    .use(copySources(plan.sources))
    .comment('Cargo compares file times: the sources must be newer than the empty targets.')
    .run(chain(touchSources, cargoBuild(plan), takeProgram(plan)))
}

/** The stage that compiles, always on the target platform. */
export const buildStage = (plan: RustPlan): StageBuilder<'build', 'deps' | 'manifests'> =>
  plan.options.cache === 'layer' ? withLayers(plan) : withMounts(plan)

/** What starts every stage that compiles: image, packages, toolchain, folder, settings of the build. */
export const compilingStage = start
