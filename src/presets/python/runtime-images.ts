import type { PythonOptions } from './options.js'
import { refusal } from './refusal.js'
import type { ImageVersion } from './versions.js'

/** The images of the last stages, and the user that they have. */
export interface RuntimeImages {
  readonly runtime: string
  /** The same with a shell; for images that have one it is the same image. */
  readonly debug: string
  /** Without a shell and a package manager: the interpreter is Debian's, at `/usr/bin/python3`. */
  readonly distroless: boolean
  /** Numeric: made in Debian and Alpine, `nonroot` in distroless images. */
  readonly uid: number
}

/** The user that is made where the image has none. */
export const ownUser = 10_001

/** Debian 13's Python, the only one of its distroless image. */
const distrolessPython = '3.13'

const distrolessImage = 'gcr.io/distroless/python3-debian13'

const distroless = /^gcr\.io\/distroless\/python3[\w-]*(?::(latest|nonroot))?$/

/** What a preset says of its final image: the option of those that have a choice. */
export type Runtime = 'slim' | 'distroless'

/**
 * The images of the last stages.
 *
 * @param usual the image that fits the version
 * @throws GenDockerfileError `no-distroless-image` for another Python than that of the distroless image.
 */
export const runtimeImages = (
  usual: string,
  { tag }: ImageVersion,
  options: PythonOptions,
  runtime: Runtime,
): RuntimeImages => {
  const given = options.runtimeImage
  const match = given === undefined ? null : distroless.exec(given)
  if (runtime === 'slim' && match === null) {
    const image = given ?? usual
    return { runtime: image, debug: image, distroless: false, uid: ownUser }
  }
  if (given !== undefined && match === null) return { runtime: given, debug: given, distroless: true, uid: 65_532 }
  if (tag !== distrolessPython) {
    refusal(
      'no-distroless-image',
      `The project is for Python ${tag}, but the distroless image has Debian's, which is ${distrolessPython}: packages are compiled for one of them.`,
      `If the project runs on it, set \`pythonVersion: '${distrolessPython}'\`; else use \`runtime: 'slim'\`, or name a \`runtimeImage\`.`,
    )
  }
  const image = given?.replace(/:\w+$/, '') ?? distrolessImage
  const [plain, debug] = match === null || match[1] === 'nonroot' ? ['nonroot', 'debug-nonroot'] : ['latest', 'debug']
  return { runtime: given ?? `${image}:${plain}`, debug: `${image}:${debug}`, distroless: true, uid: 65_532 }
}
