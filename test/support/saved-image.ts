import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'

/** An entry of a tar archive. */
export interface TarItem {
  readonly name: string | Buffer
  /** The letter in the header: `0` is a file, `5` a directory, `1` a hard link, `2` a symbolic link. */
  readonly type?: string
  readonly content?: string | Buffer
  readonly link?: string
  /** What the header says of the size, where that is not the length of the content. */
  readonly size?: number
  /** Fields of the header that are written over: an offset and bytes. */
  readonly patch?: readonly (readonly [offset: number, bytes: Buffer])[]
  /** Blocks between the header and the content. */
  readonly behind?: Buffer
}

const blockSize = 512

const padded = (bytes: Buffer): Buffer =>
  Buffer.concat([bytes, Buffer.alloc((blockSize - (bytes.length % blockSize)) % blockSize)])

const octal = (value: number, length: number): string => value.toString(8).padStart(length - 1, '0')

/** A header block with its content. */
export const tarBlocks = ({ name, type, content = '', link = '', size, patch = [], behind }: TarItem): Buffer => {
  const bytes = Buffer.isBuffer(content) ? content : Buffer.from(content)
  const header = Buffer.alloc(blockSize)
  const path = Buffer.isBuffer(name) ? name : Buffer.from(name)
  path.copy(header, 0, 0, 100)
  header.write('0000644\0', 100)
  header.write('0000000\0', 108)
  header.write('0000000\0', 116)
  header.write(octal(size ?? bytes.length, 12), 124)
  header.write('00000000000', 136)
  header.write(type ?? (path.at(-1) === 0x2f ? '5' : '0'), 156)
  header.write(link, 157, 100)
  header.write('ustar\x0000', 257)
  for (const [offset, field] of patch) field.copy(header, offset)
  header.fill(' ', 148, 156)
  const sum = header.reduce((total, byte) => total + byte, 0)
  header.write(`${octal(sum, 7)}\0 `, 148)
  return Buffer.concat([header, ...(behind === undefined ? [] : [behind]), padded(bytes)])
}

/** A tar archive, with the blocks that end it. */
export const tarOf = (items: readonly TarItem[]): Buffer =>
  Buffer.concat([...items.map(tarBlocks), Buffer.alloc(2 * blockSize)])

/** The record of an extended header. */
export const paxRecord = (name: string, value: string | Buffer): Buffer => {
  const rest = Buffer.concat([Buffer.from(` ${name}=`), Buffer.from(value), Buffer.from('\n')])
  let length = rest.length
  while (String(length).length + rest.length !== length) length = String(length).length + rest.length
  return Buffer.concat([Buffer.from(String(length)), rest])
}

/** An extended header about the next entry. */
export const paxItem = (...records: readonly Buffer[]): TarItem => ({
  name: 'PaxHeaders/x',
  type: 'x',
  content: Buffer.concat(records),
})

/** The sha256 of something, in hexadecimal digits. */
export const digestOf = (bytes: Buffer | string): string => createHash('sha256').update(bytes).digest('hex')

/** An image to be made. */
export interface ImageParts {
  readonly layers: readonly (readonly TarItem[])[]
  /** `created_by` of each entry; one that begins with `-` makes no layer. */
  readonly history?: readonly string[]
  readonly names?: readonly string[]
  readonly platform?: { readonly os: string; readonly architecture: string; readonly variant?: string }
  readonly pack?: (archive: Buffer) => Buffer
}

/** Files of a saved image by their path. */
export type SavedFiles = Readonly<Record<string, Buffer>>

const json = (value: unknown): Buffer => Buffer.from(JSON.stringify(value))

const linux = { os: 'linux', architecture: 'amd64' }

const configOf = ({ history, platform = linux }: ImageParts, archives: readonly Buffer[]): Buffer =>
  json({
    ...platform,
    rootfs: { type: 'layers', diff_ids: archives.map((archive) => `sha256:${digestOf(archive)}`) },
    ...(history === undefined
      ? {}
      : {
          history: history.map((text) =>
            text.startsWith('-') ? { created_by: text.slice(1), empty_layer: true } : { created_by: text },
          ),
        }),
  })

/** What `docker image save` wrote up to version 24. */
export const dockerImage = (parts: ImageParts): SavedFiles => {
  const archives = parts.layers.map(tarOf)
  const config = configOf(parts, archives)
  const paths = archives.map((_, index) => `${digestOf(String(index))}/layer.tar`)
  const name = `${digestOf(config)}.json`
  return {
    ...Object.fromEntries(paths.map((path, index) => [path, archives[index] ?? Buffer.alloc(0)])),
    [name]: config,
    'manifest.json': json([{ Config: name, RepoTags: parts.names ?? ['app:latest'], Layers: paths }]),
  }
}

/** An OCI layout of one or several images, one for each platform. */
export const ociImage = (...images: readonly ImageParts[]): SavedFiles => {
  const files: Record<string, Buffer> = { 'oci-layout': json({ imageLayoutVersion: '1.0.0' }) }
  const put = (bytes: Buffer): { readonly digest: string; readonly size: number } => {
    files[`blobs/sha256/${digestOf(bytes)}`] = bytes
    return { digest: `sha256:${digestOf(bytes)}`, size: bytes.length }
  }
  const manifests = images.map((parts) => {
    const archives = parts.layers.map(tarOf)
    const layers = archives.map((archive) => put((parts.pack ?? gzipSync)(archive)))
    const config = put(configOf(parts, archives))
    const [name] = parts.names ?? []
    return {
      ...put(json({ schemaVersion: 2, config, layers })),
      platform: parts.platform ?? linux,
      ...(name === undefined ? {} : { annotations: { 'io.containerd.image.name': name } }),
    }
  })
  files['index.json'] = json({ schemaVersion: 2, manifests })
  return files
}

/** Files as an archive. */
export const archiveOf = (files: SavedFiles): Buffer =>
  tarOf(
    Object.entries(files)
      .map(([name, content]) => longItem(name, content))
      .flat(),
  )

/** An item whose name may be longer than a header has room for. */
export const longItem = (name: string, content: string | Buffer): readonly TarItem[] =>
  name.length <= 100
    ? [{ name, content }]
    : [
        { name: '././@LongLink', type: 'L', content: `${name}\0` },
        { name: name.slice(0, 100), type: '0', content },
      ]
