import { refuse } from '../../builders/refuse.js'
import { languageImage } from '../../images/index.js'
import type { NodeFacts } from '../../project/node/node-facts.js'
import type { NodeOptions } from './options.js'
import type { Start } from './start.js'

/** The final image, the one of the target `debug`, and the user that both have. */
export interface RuntimeImages {
  readonly runtime: string
  /** Without a shell: the program of the image is node itself. */
  readonly distroless: boolean
  /** Numeric: `node` in the official images, `nonroot` in distroless ones. */
  readonly uid: number
}

/** The release lines that have a distroless image on Debian 13. */
const distrolessMajors = [20, 22, 24]

/** The images of the last stages. */
export const runtimeImages = ({ nodeVersion }: NodeFacts, options: NodeOptions): RuntimeImages => {
  if (options.runtime === 'slim') {
    return {
      runtime: options.runtimeImage ?? languageImage('node', nodeVersion.version, 'slim'),
      distroless: false,
      uid: 1000,
    }
  }
  if (options.runtimeImage === undefined && !distrolessMajors.includes(nodeVersion.major)) {
    refuse(
      'no-distroless-image',
      `There is no distroless image of Node ${nodeVersion.major}.`,
      `Use one of ${distrolessMajors.join(', ')}, \`runtime: 'slim'\`, or name a \`runtimeImage\`.`,
    )
  }
  return {
    runtime: options.runtimeImage ?? `gcr.io/distroless/nodejs${nodeVersion.major}-debian13:nonroot`,
    distroless: true,
    uid: 65532,
  }
}

/** The command for an image: distroless ones start node by themselves and take the file only. */
export const commandFor = ({ command, file }: Start, { distroless }: RuntimeImages): readonly string[] => {
  if (!distroless) return command
  return file !== undefined && command[0] === 'node'
    ? command.slice(1)
    : refuse(
        'distroless-command',
        `A distroless image can only start a file with node, not \`${command.join(' ')}\`.`,
        "Use `runtime: 'slim'`, or set `entry`.",
      )
}
