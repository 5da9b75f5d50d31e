import type { Blob } from './blob.js'
import { damagedImage } from './damaged.js'
import type { Compression } from './decompress.js'
import { type HistoryEntry, imageConfig } from './image-config.js'
import { type Choice, findImage, readJson } from './image-index.js'
import { digestInPath, type ImageStore } from './image-store.js'
import type { LayerListing } from './layer-listing.js'
import type { Platform } from './platform.js'

/** A layer of an image as it was saved. */
export interface SavedLayer {
  /** The digest of its archive before it was packed: the same in every image that has it. */
  readonly diffId?: string
  readonly listing: LayerListing
  /** The bytes of its archive before it was packed. */
  readonly archiveBytes: number
  readonly compression: Compression
  /** The bytes that are transferred; absent for a layer that was saved unpacked. */
  readonly compressedBytes?: number
  /** The entry of the history that made it: its index. */
  readonly history?: number
}

/** An image as it was saved. */
export interface SavedImage {
  readonly names: readonly string[]
  readonly platform?: Platform
  readonly layers: readonly SavedLayer[]
  readonly history: readonly HistoryEntry[]
}

/** The indexes of the entries that made a layer, or none where they do not go with the layers. */
const layerEntries = (history: readonly HistoryEntry[], layers: number): readonly number[] => {
  const made = history.flatMap(({ isEmpty }, index) => (isEmpty ? [] : [index]))
  return made.length === layers ? made : []
}

/** Checks a layer against the digest in its name; where it has none, against the one in the configuration. */
const checkDigest = (store: ImageStore, path: string, blob: Blob, diffId: string | undefined): void => {
  const named = digestInPath(path)?.hex
  const isPlain = blob.layer?.compression === 'none'
  const expected = named ?? (isPlain && diffId?.startsWith('sha256:') ? diffId.slice('sha256:'.length) : undefined)
  if (expected === undefined || expected === blob.digest) return
  const short = (digest: string): string => `\`${digest.slice(0, 12)}…\``
  throw damagedImage(
    store.name,
    `is damaged: the digest of its layer \`${path}\` is ${short(blob.digest)}, and not ${short(expected)}`,
  )
}

const readLayer = async (
  store: ImageStore,
  path: string,
  diffId: string | undefined,
  history: number | undefined,
): Promise<SavedLayer> => {
  const blob = await store.blob(path)
  if (blob === undefined) throw damagedImage(store.name, `does not hold its layer \`${path}\``)
  // What was cut off has another digest, too; why it cannot be read says more.
  if (blob.layer === undefined) throw blob.problem ?? damagedImage(store.name, `is damaged: \`${path}\` is no layer`)
  checkDigest(store, path, blob, diffId)
  const { listing, compression, archiveBytes } = blob.layer
  return {
    ...(diffId === undefined ? {} : { diffId }),
    listing,
    archiveBytes,
    compression,
    ...(compression === 'none' ? {} : { compressedBytes: blob.bytes }),
    ...(history === undefined ? {} : { history }),
  }
}

/**
 * Reads the layers of the image that is meant.
 *
 * @throws GenDockerfileError `damaged-image` and what {@link findImage} throws
 */
export const readLayers = async (store: ImageStore, choice: Choice): Promise<SavedImage> => {
  const parts = await findImage(store, choice)
  const { diffIds, history, platform } = imageConfig(store.name, await readJson(store, parts.config))
  const made = layerEntries(history, parts.layers.length)
  const layers: SavedLayer[] = []
  for (const [index, path] of parts.layers.entries()) {
    layers.push(await readLayer(store, path, diffIds[index], made[index]))
  }
  const known = platform ?? parts.platform
  return { names: parts.names, ...(known === undefined ? {} : { platform: known }), layers, history }
}
