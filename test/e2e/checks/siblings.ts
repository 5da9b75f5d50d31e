import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { globSync } from 'tinyglobby'
import type { Image } from '../support/archive.js'

const hashOf = (content: Buffer): string => createHash('sha256').update(content).digest('hex')

/** Files of so few bytes are alike by chance: empty modules, `{}`. */
const tiny = 40

/**
 * The files of other services that an image holds, wherever they lie in it. `service` is a folder of the workspace whose
 * neighbours are the other services.
 */
export const siblingFiles = async (image: Image, service: string): Promise<readonly string[]> => {
  const files = globSync('*/**/*', {
    cwd: dirname(service),
    absolute: true,
    ignore: [
      `${service.split('/').at(-1)}/**`,
      '**/{Dockerfile,dockerfile.ts,*.dockerignore,README.md}',
      '**/node_modules/**',
    ],
  })
  const contents = await Promise.all(files.map(async (file) => [file, await readFile(file)] as const))
  const theirs = new Map(
    contents.filter(([, content]) => content.length > tiny).map(([file, content]) => [hashOf(content), file]),
  )
  return image.layers.flatMap((layer) =>
    layer
      .entries()
      .filter(({ content }) => content.length > tiny)
      .flatMap(({ path, content }) => {
        const file = theirs.get(hashOf(content))
        return file === undefined ? [] : [`${path}: ${file.slice(join(dirname(service), '/').length)}`]
      }),
  )
}
