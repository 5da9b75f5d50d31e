import { createUser } from '../../builders/steps/user.js'
import { stage, type StageBuilder, type StageNames } from '../../builders/stage.js'
import { baseImages, imageFacts } from '../../images/index.js'
import type { NativeNeed } from '../../project/facts.js'
import { withCommonOptions, type CommonOptions } from '../common-options.js'
import { copyInit, initPackages, initWords } from '../init.js'
import { emptyFolder, needsWorkdir } from './writable.js'
import { installPackages, packageManagerOf, runtimePackages } from './system-packages.js'

/** Where the program runs. */
export interface Runtime {
  readonly image: string
  /** The same with a shell, where there is one. */
  readonly debugImage: string
  readonly packages: readonly string[]
  /** What installs packages; absent where nothing does. */
  readonly manager: 'apt' | 'apk' | undefined
  /** Numeric id of the user; its group has the same. */
  readonly uid: number
  /** Whether the user has to be made first. */
  readonly makeUser: boolean
}

// https://github.com/GoogleContainerTools/distroless/tree/main/base and cc: the libraries that the images hold.
const inBase = ['libc6', 'libssl3', 'libssl3t64']
const inCc = [...inBase, 'libgcc-s1', 'libgomp1', 'libstdc++6']

const distrolessUid = 65532
const ownUid = 10001

/** `:nonroot` to `:debug-nonroot`, which has a shell; other images are what they are. */
const debugOf = (image: string): string => {
  const match = /^(gcr\.io\/distroless\/[\w.-]+)(?::(latest|nonroot))?$/.exec(image)
  return match === null ? image : `${match[1]}:${match[2] === 'nonroot' ? 'debug-nonroot' : 'debug'}`
}

const runtimeIn = (image: string, packages: readonly string[]): Runtime => {
  const known = imageFacts(image)
  const distroless = known?.users.some(({ uid }) => uid === distrolessUid) === true
  const installs = known !== undefined && known.packageManagers.length > 0
  return {
    image,
    debugImage: debugOf(image),
    packages: installs ? packages : [],
    manager: installs ? packageManagerOf(image) : undefined,
    uid: distroless ? distrolessUid : ownUid,
    makeUser: installs && !distroless,
  }
}

/** What a program is linked with: nothing, a C library, or the libraries of the compiler, too. */
export type Linkage = 'static' | 'base' | 'cc' | 'musl'

/**
 * The smallest image that has what a program loads: distroless where its libraries do, else Debian with the packages.
 * An image that the user names is taken as it is, with the packages where it can install any.
 */
export const chooseRuntime = (linkage: Linkage, needs: readonly NativeNeed[], given: string | undefined): Runtime => {
  if (given !== undefined) return runtimeIn(given, runtimePackages(needs, packageManagerOf(given)))
  // Distroless images have certificates and time zones; what takes their place should not differ in that.
  const data = ['ca-certificates', 'tzdata']
  if (linkage === 'musl') return runtimeIn(baseImages.alpine, [...runtimePackages(needs, 'apk'), ...data])
  const packages = runtimePackages(needs, 'apt')
  const fits = (linked: readonly string[]): boolean => packages.every((name) => linked.includes(name))
  if (linkage === 'static' && packages.length === 0) return runtimeIn(baseImages.distrolessStatic, [])
  if (linkage === 'base' && fits(inBase)) return runtimeIn(baseImages.distrolessBase, [])
  if (linkage !== 'static' && fits(inCc)) return runtimeIn(baseImages.distrolessCc, [])
  return runtimeIn(baseImages.debian, [...packages, ...data])
}

/** What goes into the final stages. */
export interface Program<Build extends StageBuilder> {
  readonly build: Build
  /** The binary's path in the build stage, and its name. */
  readonly binary: string
  readonly name: string
  /** Files and folders that it reads, as paths of the context with a `/./` where their own path begins. */
  readonly assets: readonly string[]
  readonly args: readonly string[]
  readonly port: number | undefined
  readonly options: CommonOptions
}

/** The bases of `debug` and `runtime`: their images, or one stage for both where packages or a user have to be made. */
export const runtimeBases = (
  runtime: Runtime,
  options: CommonOptions,
): readonly [debug: RuntimeBase, runtime: RuntimeBase] => {
  const { manager } = runtime
  const packages = [...runtime.packages, ...initPackages(options)]
  if (manager === undefined || (packages.length === 0 && !runtime.makeUser)) return [runtime.debugImage, runtime.image]
  const installed = stage('base').from(runtime.image).use(installPackages(packages, manager))
  const base = runtime.makeUser ? installed.use(createUser({ uid: runtime.uid, manager })) : installed
  return [base, base]
}

/** An image, or the stage `base`. */
export type RuntimeBase = string | StageBuilder<'base', never>

const startFrom = <const Name extends string>(name: Name, base: RuntimeBase): StageBuilder<Name, 'base'> =>
  typeof base === 'string' ? stage(name).from(base) : stage(name).from(base)

/** The stage that runs the program: its files, user and entry point. */
export const runtimeStage = <const Name extends string, Build extends StageBuilder>(
  name: Name,
  base: RuntimeBase,
  { uid, manager }: Runtime,
  program: Program<Build>,
): StageBuilder<Name, 'base' | 'init' | StageNames<Build>> => {
  const begun = startFrom(name, base)
  const started = manager === undefined ? begun.use(copyInit(program.options)) : begun
  const placed = program.assets.length === 0 && !needsWorkdir(program.options) ? started : started.workdir('/app')
  const start = program.assets.length === 0 ? placed : placed.copy(program.assets, './', { link: true, parents: true })
  const filled = start.copyFrom(program.build, program.binary, `/usr/local/bin/${program.name}`, { link: true })
  const done = program.options.writable
    .reduce(
      (result, folder) =>
        result.copyFrom(program.build, emptyFolder, folder.replace(/\/*$/, '/'), { chown: `${uid}:${uid}` }),
      filled,
    )
    .use(withCommonOptions(program.options, program.port))
    .user(uid, uid)
    .entrypoint([...initWords(program.options, manager), `/usr/local/bin/${program.name}`])
  return program.args.length === 0 ? done : done.cmd(program.args)
}
