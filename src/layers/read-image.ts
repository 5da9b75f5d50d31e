import { createReadStream, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { codeOf, reasonFor } from '../context/reason.js'
import { GenDockerfileError } from '../model/error.js'
import { dockerSave } from './docker-save.js'
import { readArchive, type ReadOptions } from './image-archive.js'
import { filePieces } from './file-pieces.js'
import { readFolder } from './image-folder.js'
import type { Choice } from './image-index.js'
import { readLayers, type SavedImage } from './image-layers.js'
import type { ImageStore } from './image-store.js'
import { createPathTable, type PathTable } from './path-table.js'

/** What to read, and how. */
export interface ReadImageOptions extends Choice {
  /** Absolute; files are named relative to it. */
  readonly cwd: string
  /** Whether files are digested, so that two images can be compared. */
  readonly withContents?: boolean
  /** Called with the number of bytes that were read since the last call. */
  readonly progress?: (bytes: number) => void
}

/** An image with the paths of its layers. */
export interface ReadImage extends SavedImage {
  readonly table: PathTable
}

const cannotRead = (name: string, error: unknown): GenDockerfileError =>
  new GenDockerfileError({ code: 'cannot-read', message: `\`${name}\` cannot be read: ${reasonFor(codeOf(error))}.` })

/** Names that no image can have. */
const isPath = (name: string): boolean => /^[./~]|\.(?:tar|tgz|gz|zst)$|[\s\\]/.test(name)

async function* fileBytes(path: string, name: string, isRegular: boolean): AsyncGenerator<Buffer> {
  try {
    if (isRegular) yield* filePieces(path)
    else for await (const piece of createReadStream(path)) if (Buffer.isBuffer(piece)) yield piece
  } catch (error) {
    throw cannotRead(name, error)
  }
}

async function* standardInput(): AsyncGenerator<Buffer> {
  for await (const piece of process.stdin) if (Buffer.isBuffer(piece)) yield piece
}

const statOf = (path: string, name: string): ReturnType<typeof statSync> | undefined => {
  try {
    return statSync(path, { throwIfNoEntry: false })
  } catch (error) {
    if (codeOf(error) === 'ENOTDIR' || codeOf(error) === 'ENAMETOOLONG') return undefined
    throw cannotRead(name, error)
  }
}

const openImage = async (name: string, cwd: string, options: ReadOptions): Promise<ImageStore> => {
  if (name === '-') return readArchive(standardInput(), { ...options, name: 'standard input' })
  const path = resolve(cwd, name)
  const stats = name === '' ? undefined : statOf(path, name)
  if (stats?.isDirectory()) return readFolder(path, options)
  if (stats !== undefined) return readArchive(fileBytes(path, name, stats.isFile()), options)
  if (name !== '' && !isPath(name)) return readArchive(dockerSave(name), options)
  throw new GenDockerfileError({
    code: 'path-not-found',
    message: `There is no file or folder \`${name}\`.`,
    hint: 'Name an archive of `docker image save`, an OCI layout (folder or archive), or an image that Docker has.',
  })
}

/**
 * Reads an image: an archive or folder of that name, `-` for an archive on standard input, else an image that the docker
 * program has. Memory depends on the number of paths, not on what is in the files.
 *
 * @throws GenDockerfileError for what cannot be read, or is no image
 */
export const readImage = async (name: string, options: ReadImageOptions): Promise<ReadImage> => {
  const { cwd, withContents = false, progress, ...choice } = options
  const table = createPathTable()
  const store = await openImage(name, cwd, {
    name,
    table,
    withContents,
    ...(progress === undefined ? {} : { progress }),
  })
  return { ...(await readLayers(store, choice)), table }
}
