import { mkdtemp, mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { readArchive, type Image } from './archive.js'
import { build, imageName, type Build, type BuildRequest } from './build.js'
import type { Case } from './case.js'
import { countingProxy } from './counting-proxy.js'
import { command } from './docker.js'
import { loopbackReachable } from './loopback.js'
import type { Step } from './progress.js'
import { programContext } from './program-context.js'
import { folderPrefix, mountsOf } from './run-id.js'
import { stageApp, type Variant } from './stage-app.js'

/** A finished build and what came through the network for it. */
export interface Counted extends Build {
  /** Undefined where the steps of the builder cannot reach the proxy that counts. */
  readonly bytes: number | undefined
  /** What came while a step ran; steps of other stages may have run beside it. */
  readonly bytesOf: (step: Step) => number
}

/** The application of a case, staged and built on demand; what is built once is not built again. */
export interface Subject {
  readonly case: Case
  /** A copy of the application. */
  readonly stage: (variant?: Variant) => Promise<string>
  /** Options of docker that every build of this case takes. */
  readonly options: () => Promise<readonly string[]>
  /** Builds what is staged in a folder, with the downloads of this case at hand. */
  readonly build: (context: string, request?: Partial<BuildRequest>) => Promise<Build>
  /** The same, with the bytes of its downloads. */
  readonly counted: (context: string, request?: Partial<BuildRequest>) => Promise<Counted>
  /** The first build, from nothing. */
  readonly first: () => Promise<Counted & { readonly context: string; readonly archive: string }>
  /** The image of a target, loaded. */
  readonly target: (name: string) => Promise<Build>
  /** The image of a target, read. */
  readonly read: (name: string) => Promise<Image>
  /** Removes all images and files. */
  readonly dispose: () => Promise<void>
}

const once = <Result>(make: () => Promise<Result>): (() => Promise<Result>) => {
  let made: Promise<Result> | undefined
  return () => (made ??= make())
}

/** The subject of a case. */
export const subjectOf = async (each: Case): Promise<Subject> => {
  const folder = await mkdtemp(folderPrefix)
  const images = new Set<string>()
  let count = 0
  const stage: Subject['stage'] = async (variant) => {
    const context = join(folder, String((count += 1)))
    await mkdir(context)
    await stageApp(each, context, variant)
    return context
  }
  const program = once(() => programContext(each.program, folder))
  const plain: Subject['build'] = async (context, request = {}) => {
    if (request.image !== undefined) images.add(request.image)
    const args = [...(await program()), ...(request.args ?? [])]
    return build({ mounts: mountsOf(each.name), ...request, context, args })
  }
  const counted: Subject['counted'] = async (context, request = {}) => {
    if (!(await loopbackReachable())) {
      return { ...(await plain(context, request)), bytes: undefined, bytesOf: () => 0 }
    }
    const proxy = await countingProxy()
    try {
      const built = await plain(context, { ...request, proxy: proxy.url })
      const bytesOf = ({ started, completed }: Step): number => proxy.bytes(started, completed)
      return { ...built, bytes: proxy.bytes(), bytesOf }
    } finally {
      proxy.close()
    }
  }
  const first = once(async () => {
    const context = await stage()
    const archive = join(folder, 'first.tar')
    const image = imageName(each.name, 'runtime')
    const built = await counted(context, { target: 'runtime', image, archive, fresh: true })
    return { ...built, context, archive }
  })
  const targets = new Map<string, Promise<Build>>()
  const target: Subject['target'] = async (name) => {
    const { context, ...runtime } = await first()
    if (name === 'runtime') return runtime
    const archive = join(folder, `${name}.tar`)
    const made = targets.get(name) ?? plain(context, { target: name, image: imageName(each.name, name), archive })
    targets.set(name, made)
    return made
  }
  return {
    case: each,
    stage,
    options: program,
    build: plain,
    counted,
    first,
    target,
    read: async (name) => {
      await target(name)
      return readArchive(name === 'runtime' ? (await first()).archive : join(folder, `${name}.tar`))
    },
    dispose: async () => {
      await rm(folder, { recursive: true, force: true })
      if (images.size > 0) await command('docker', ['image', 'rm', '--force', ...images])
    },
  }
}
