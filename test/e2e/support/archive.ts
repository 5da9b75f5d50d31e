import { readFile } from 'node:fs/promises'
import { gunzipSync } from 'node:zlib'
import { tarEntries, type TarEntry } from './tar.js'

/** The configuration of an image, as far as it is read here. */
export interface ImageConfig {
  readonly config: {
    readonly User?: string
    readonly Env?: readonly string[]
    readonly Labels?: Readonly<Record<string, string>>
    readonly Healthcheck?: { readonly Test: readonly string[] }
  }
  readonly history: readonly { readonly created_by?: string; readonly empty_layer?: boolean }[]
}

/** A layer, unpacked when it is asked for. */
export interface Layer {
  readonly digest: string
  /** Of the compressed layer, in bytes. */
  readonly size: number
  readonly entries: () => readonly TarEntry[]
}

/** An image in an OCI archive. */
export interface Image {
  readonly config: ImageConfig
  /** The configuration as it is written. */
  readonly configText: string
  readonly layers: readonly Layer[]
}

interface Descriptor {
  readonly digest: string
  readonly size: number
  readonly mediaType: string
}

/** Reads an OCI archive of one image. */
export const readArchive = async (file: string): Promise<Image> => {
  const blobs = new Map(tarEntries(await readFile(file)).map(({ path, content }) => [path, content]))
  const blob = (path: string): Buffer => {
    const content = blobs.get(path)
    if (content === undefined) throw new Error(`the archive has no \`${path}\``)
    return content
  }
  const blobOf = ({ digest }: { readonly digest: string }): Buffer => blob(`blobs/${digest.replace(':', '/')}`)
  const index = JSON.parse(blob('index.json').toString('utf8')) as { readonly manifests: readonly Descriptor[] }
  const [first] = index.manifests
  if (first === undefined) throw new Error('the archive holds no image')
  const manifest = JSON.parse(blobOf(first).toString('utf8')) as {
    readonly config: Descriptor
    readonly layers: readonly Descriptor[]
  }
  const configText = blobOf(manifest.config).toString('utf8')
  return {
    config: JSON.parse(configText) as ImageConfig,
    configText,
    layers: manifest.layers.map((layer) => ({
      digest: layer.digest,
      size: layer.size,
      entries: () => tarEntries(layer.mediaType.includes('gzip') ? gunzipSync(blobOf(layer)) : blobOf(layer)),
    })),
  }
}
