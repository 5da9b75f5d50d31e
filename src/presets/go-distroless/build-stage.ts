import { cache } from '../../builders/mounts.js'
import { sh } from '../../builders/shell.js'
import { stage, type StageBuilder } from '../../builders/stage.js'
import type { StageStep } from '../../builders/steps/packages.js'
import type { Facts, GoFacts, GoMain } from '../../project/facts.js'
import { installPackages } from '../compiled/system-packages.js'
import type { Compiler } from './compiler.js'
import { credentialMounts, preparePrivate } from './credentials.js'
import type { ModuleFiles } from './modules.js'
import type { GoOptions } from './options.js'
import type { GoSources } from './sources.js'

/** Everything that the stages are made of. */
export interface GoPlan {
  readonly options: GoOptions
  readonly facts: Facts
  readonly go: GoFacts
  readonly main: GoMain
  readonly compiler: Compiler
  readonly modules: ModuleFiles
  readonly sources: GoSources
  /** What the program reads at run time, as COPY takes it for the image. */
  readonly assets: readonly string[]
}

const modcache = '/go/pkg/mod'

/** The folder of the service's module in the stages that compile: `/src`, or `/src/services/api` of a workspace. */
const moduleFolder = ({ facts }: GoPlan): string => (facts.dir === '.' ? '/src' : `/src/${facts.dir}`)

/** WORKDIR where modules are fetched: the workspace's root, where go.work is, or else the module's folder. */
export const enterModules = (plan: GoPlan): StageStep => {
  const folder = plan.modules.inWorkspace ? '/src' : moduleFolder(plan)
  return (stage) => stage.workdir(folder)
}

/** WORKDIR where `go` compiles the service, where that is another folder. */
export const enterModule = (plan: GoPlan): StageStep => {
  const folder = moduleFolder(plan)
  return plan.modules.inWorkspace && folder !== '/src' ? (stage) => stage.workdir(folder) : (stage) => stage
}

/** The context's root in the image, from the folder where modules are fetched. */
const contextRoot = (plan: GoPlan): string => (plan.modules.inWorkspace || plan.facts.dir === '.' ? './' : '/src/')

/** The flags that `go build` and `go run` share. */
export const commonFlags = ({ options, modules }: GoPlan): readonly string[] => [
  ...(modules.vendor === undefined ? [] : ['-mod=vendor']),
  ...(options.tags.length === 0 ? [] : [`-tags=${options.tags.join(',')}`]),
]

/** COPY of the files that decide which modules are fetched, and of vendored ones. */
export const copyModuleFiles = (plan: GoPlan): StageStep => {
  const { files, vendor } = plan.modules
  const root = contextRoot(plan)
  const nested = files.some((file) => file.includes('/'))
  return (stage) => {
    const copied = stage.copy(files, root, nested ? { parents: true } : {})
    return vendor === undefined ? copied : copied.copy(vendor, `${root === './' ? '' : root}${vendor}/`)
  }
}

/** COPY of the sources; where the program is started from them, with what it reads then and with the tests. */
export const copySources = (plan: GoPlan, forDev: boolean): StageStep => {
  const { paths: compiled, exclude } = plan.sources
  const root = contextRoot(plan)
  const read = plan.assets.map((path) => path.replace('/./', '/'))
  const paths = forDev ? [...compiled, ...read.filter((path) => !compiled.includes(path))] : compiled
  const left = forDev ? exclude.filter((pattern) => !pattern.endsWith('_test.go')) : exclude
  return (stage) =>
    paths.includes('.')
      ? stage.copy(
          '.',
          root === './' ? '.' : root,
          left.every((pattern) => pattern.endsWith('.go')) ? {} : { exclude: left },
        )
      : stage
          .comment('What the compiler reads: an edit of anything else keeps the layers below.')
          .copy(paths, root, { parents: true, ...(left.length === 0 ? {} : { exclude: left }) })
}

const versionVariable = ({ options, go }: GoPlan): string | undefined => {
  if (options.versionVariable !== undefined) return options.versionVariable || undefined
  return go.versionVariables.find((name) => /^main\.[vV]ersion$/.test(name))
}

const doubleQuoted = (text: string): string => text.replace(/[\\"$`]/g, String.raw`\$&`)

/** `-ldflags="…"`; the version is only set when the build is given one, so that the sources' own value stays otherwise. */
const linkerFlag = (plan: GoPlan): string | undefined => {
  const variable = versionVariable(plan)
  const version = variable === undefined ? [] : [`\${VERSION:+-X ${variable}=$VERSION}`]
  const flags = [...(plan.options.ldflags === '' ? [] : [doubleQuoted(plan.options.ldflags)]), ...version]
  return flags.length === 0 ? undefined : `-ldflags="${flags.join(' ')}"`
}

/** `CGO_ENABLED=0 GOOS=$TARGETOS GOARCH=$TARGETARCH`, what is the same for the program and its dependencies. */
const forTarget = ({ compiler }: GoPlan): string =>
  compiler.cgo ? 'CGO_ENABLED=1 ' : 'CGO_ENABLED=0 GOOS=$TARGETOS GOARCH=$TARGETARCH \\\n    '

const buildCommand = (plan: GoPlan): string => {
  const flags = ['-trimpath', ...commonFlags(plan), linkerFlag(plan)].filter((flag) => flag !== undefined)
  const where = sh`-o ${`/out/${plan.main.name}`} ${plan.main.dir}`
  return `${forTarget(plan)}go build ${flags.join(' ')} ${where.lines.join('')}`
}

/** Compiles the packages of other modules before any source is there, where no cache mount keeps them. */
const compileDependencies = (plan: GoPlan): StageStep => {
  const packages = plan.go.imports.map((path) => sh`${path}`.lines.join(''))
  const command = ['go build -trimpath', ...commonFlags(plan)].join(' ')
  return (stage) =>
    stage
      .comment('What comes from other modules is compiled in a layer: an edit of the sources leaves it as it is.')
      .run(`${forTarget(plan)}${command} \\\n    ${packages.join(' \\\n    ')}`)
}

/** The stage that compiles; on the machine's own platform, unless C code has to be compiled for the target. */
export const buildStage = (plan: GoPlan): StageBuilder<'build', never> => {
  const { options, compiler, modules, go } = plan
  const credentials = credentialMounts(options, '/root', 0)
  const inMounts = options.cache === 'mount'
  // A builder that lost the cache mount fetches again when it compiles, so both steps have the credentials then.
  const fetching = inMounts && modules.download ? [cache(modcache), ...credentials] : []
  let result: StageBuilder<'build', never> = (
    compiler.cgo
      ? stage('build').from(compiler.image, {
          comment: 'Compiles C code, so it runs on the target platform instead of cross-compiling.',
        })
      : stage('build').from(compiler.image, { platform: '$BUILDPLATFORM' })
  )
    .use(installPackages(compiler.packages, compiler.manager))
    .use(enterModules(plan))
    .use(preparePrivate(options))
    .use(copyModuleFiles(plan))
  if (modules.download) result = result.run('go mod download', { mounts: inMounts ? fetching : credentials })
  const targets: StageStep = (started) => (compiler.cgo ? started : started.arg('TARGETOS').arg('TARGETARCH'))
  const early = !inMounts && go.imports.length > 0
  if (early) result = result.use(targets).use(compileDependencies(plan))
  result = result.use(copySources(plan, false)).use(enterModule(plan))
  if (!early) result = result.use(targets)
  if (versionVariable(plan) !== undefined) result = result.arg('VERSION')
  return result.run(buildCommand(plan), { mounts: inMounts ? [...fetching, cache('/root/.cache/go-build')] : [] })
}
