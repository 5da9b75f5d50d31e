import { spawn } from 'node:child_process'
import { GenDockerfileError } from '../model/error.js'

interface Refusal {
  readonly pattern: RegExp
  readonly code: string
  readonly message: (image: string, said: string) => string
  readonly hint?: string
}

const saveHint =
  'Or name a file: what `docker image save` wrote elsewhere, or `docker buildx build --output type=oci,dest=image.tar`.'

/** What the docker program says, and what it means. */
const refusals: readonly Refusal[] = [
  {
    pattern: /permission denied/i,
    code: 'docker-denied',
    message: () => 'The Docker daemon does not let this user in.',
    hint: 'Add the user to the group `docker`, or run as one who is in it.',
  },
  {
    pattern: /cannot connect|is the docker daemon running|connection refused|error during connect|failed to connect/i,
    code: 'docker-not-running',
    message: () => 'The Docker daemon cannot be reached, so that nobody can ask it for the image.',
    hint: `Start it, or set \`DOCKER_HOST\` or \`docker context\`. ${saveHint}`,
  },
  {
    pattern: /no such image|reference does not exist|not found/i,
    code: 'no-such-image',
    message: (image) => `The Docker daemon has no image \`${image}\`, and there is no such file.`,
    hint: 'See `docker image ls`; build the image with `--load`, or pull it.',
  },
  {
    pattern: /invalid reference format/i,
    code: 'no-such-image',
    message: (image) => `\`${image}\` is no name of an image, and there is no such file.`,
    hint: 'Names are in lower case: `app`, `app:1.2`, `registry.example/team/app`.',
  },
]

const lastLine = (text: string): string => text.trim().split('\n').at(-1)?.trim() ?? ''

const refusalOf = (image: string, said: string, code: number | null, sent: number): GenDockerfileError => {
  const known = refusals.find(({ pattern }) => pattern.test(said))
  if (sent === 0 && known !== undefined) {
    const { code: name, message, hint } = known
    return new GenDockerfileError({
      code: name,
      message: message(image, said),
      ...(hint === undefined ? {} : { hint }),
    })
  }
  const why = lastLine(said) === '' ? `it ended with ${code === null ? 'a signal' : `code ${code}`}` : lastLine(said)
  return new GenDockerfileError({
    code: 'docker-failed',
    message:
      sent === 0
        ? `\`docker image save ${image}\` failed: ${why}`
        : `\`docker image save ${image}\` broke off after ${sent} bytes: ${why}`,
    hint: sent === 0 ? saveHint : 'The daemon may have stopped, or its disk may be full: try again.',
  })
}

const mostSaid = 1 << 16

/**
 * The bytes of `docker image save`. Nothing is written anywhere, and the program is ended when nobody reads on.
 *
 * The iteration throws GenDockerfileError `no-docker`, `docker-not-running`, `docker-denied`, `no-such-image`, `docker-failed`.
 */
export async function* dockerSave(image: string): AsyncGenerator<Buffer> {
  const child = spawn('docker', ['image', 'save', '--', image], { stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  let sent = 0
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(-mostSaid)))
  const ended = new Promise<number | null | Error>((resolve) => {
    child.on('error', resolve)
    child.on('close', resolve)
  })
  try {
    for await (const piece of child.stdout) {
      if (!Buffer.isBuffer(piece)) continue
      sent += piece.length
      yield piece
    }
    const code = await ended
    if (code instanceof Error) {
      throw new GenDockerfileError({
        code: 'no-docker',
        message: `There is no file \`${image}\`, and no program \`docker\` on PATH to ask for an image of that name.`,
        hint: saveHint,
        cause: code,
      })
    }
    if (code !== 0) throw refusalOf(image, said, code, sent)
  } finally {
    if (child.exitCode === null) child.kill()
  }
}
