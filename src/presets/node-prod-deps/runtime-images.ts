import { refuse } from '../../builders/refuse.js'
import type { PackageManager } from '../../builders/steps/packages.js'
import { languageImage } from '../../images/index.js'
import { packageManagerOf } from '../compiled/system-packages.js'
import type { NodeOptions } from './options.js'
import type { Start } from './start.js'

/** The images of the stages that run the service, and the user that they have. */
export interface RuntimeImages {
  readonly runtime: string
  /** The same with a shell; for slim images it is the same image. */
  readonly debug: string
  /** Without a shell: the entry point of the image is node itself. */
  readonly distroless: boolean
  /** Numeric: `node` in the official images, `nonroot` in distroless ones. */
  readonly uid: number
}

/** The release lines that have a distroless image on Debian 13. */
const distrolessMajors = [20, 22, 24, 26]

const distroless = /^gcr\.io\/distroless\/nodejs[\w.-]*(?::(latest|nonroot))?$/

/** The images of the last stages, for a version of Node. */
export const runtimeImages = (version: string, options: NodeOptions): RuntimeImages => {
  const given = options.runtimeImage
  if (given !== undefined) {
    const match = distroless.exec(given)
    if (match === null) return { runtime: given, debug: given, distroless: options.runtime === 'distroless', uid: 1000 }
    const tag = match[1] === 'nonroot' ? 'debug-nonroot' : 'debug'
    return { runtime: given, debug: `${given.replace(/:\w+$/, '')}:${tag}`, distroless: true, uid: 65532 }
  }
  if (options.runtime === 'slim') {
    const image = languageImage('node', version, 'slim')
    return { runtime: image, debug: image, distroless: false, uid: 1000 }
  }
  const major = Number.parseInt(version, 10)
  if (!distrolessMajors.includes(major)) {
    refuse(
      'no-distroless-image',
      `There is no distroless image of Node ${major} on Debian 13.`,
      `Use one of ${distrolessMajors.join(', ')}, \`runtime: 'slim'\`, or name a \`runtimeImage\`.`,
    )
  }
  const image = `gcr.io/distroless/nodejs${major}-debian13`
  return { runtime: `${image}:nonroot`, debug: `${image}:debug-nonroot`, distroless: true, uid: 65532 }
}

/** What installs packages in the stages that run the service; nothing does in distroless ones. */
export const managerIn = ({ distroless, runtime }: RuntimeImages): PackageManager | undefined =>
  distroless ? undefined : packageManagerOf(runtime)

/** The command of a stage; distroless images start node by themselves and take its arguments only. */
export const commandFor = (start: Start, images: RuntimeImages, more: readonly string[] = []): readonly string[] => {
  if (start.kind === 'file') {
    return [...(images.distroless ? [] : ['node']), ...more, ...start.nodeArgs, start.file, ...start.args]
  }
  if (!images.distroless) return start.words
  if (start.words[0] === 'node') return [...more, ...start.words.slice(1)]
  return refuse(
    'distroless-command',
    `A distroless image can only start a file with node, not \`${start.words.join(' ')}\`.`,
    "Use `runtime: 'slim'`, or set `entry`.",
  )
}
