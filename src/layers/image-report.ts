import type { Place } from '../model/place.js'
import type { Compression } from './decompress.js'
import { type FileSummary, summariseFiles } from './file-summary.js'
import { showHistory } from './history-text.js'
import type { Platform } from './platform.js'
import type { ReadImage } from './read-image.js'
import { type Stack, stackLayers } from './stack.js'
import { type Waste, wasteOf } from './waste.js'

/** Which line made a layer. */
export interface LayerSource {
  /** The line of the Dockerfile. */
  readonly dockerfile: Place
  /** The user's line in `dockerfile.ts`, where that made the Dockerfile. */
  readonly origin?: Place
  /** Whether the line is the FROM of the image that brought the layer. */
  readonly isBase: boolean
}

/** What is reported about a layer. */
export interface LayerReport {
  readonly diffId?: string
  /** The sizes of its files. */
  readonly bytes: number
  /** Its archive, before it is packed. */
  readonly archiveBytes: number
  /** What is transferred; absent where it was saved unpacked. */
  readonly compressedBytes?: number
  readonly compression: Compression
  readonly files: number
  /** Bytes of it that a later layer overwrites or deletes. */
  readonly hiddenBytes: number
  /** The instruction, as the history tells it; empty where it does not. */
  readonly instruction: string
  readonly source?: LayerSource
}

/** What is reported about an image. */
export interface ImageReport extends Waste, FileSummary {
  /** As the user named it. */
  readonly image: string
  readonly platform?: Platform
  readonly layers: readonly LayerReport[]
  /** The sizes of the files of all layers. */
  readonly bytes: number
  /** What is transferred; absent where a layer was saved unpacked. */
  readonly compressedBytes?: number
  /** Bytes of layers that the finished image does not show. */
  readonly hiddenBytes: number
}

/** How much is told. */
export interface ReportSize {
  /** How many files and wasted paths. */
  readonly top: number
  /** How many files of each directory. */
  readonly filesEach: number
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0)

/** Lays the layers of an image one upon the other and sums them up. */
export const reportImage = (
  name: string,
  image: ReadImage,
  sources: ReadonlyMap<number, LayerSource>,
  { top, filesEach }: ReportSize,
): { readonly report: ImageReport; readonly stack: Stack } => {
  const stack = stackLayers(
    image.table,
    image.layers.map(({ listing }) => listing),
  )
  const layers = image.layers.map((layer, index): LayerReport => {
    const { bytes = 0, files = 0, hidden = 0 } = stack.byLayer[index] ?? {}
    const { diffId, archiveBytes, compressedBytes, compression, history } = layer
    const source = history === undefined ? undefined : sources.get(history)
    return {
      ...(diffId === undefined ? {} : { diffId }),
      bytes,
      archiveBytes,
      ...(compressedBytes === undefined ? {} : { compressedBytes }),
      compression,
      files,
      hiddenBytes: hidden,
      instruction: showHistory(history === undefined ? '' : (image.history[history]?.createdBy ?? '')),
      ...(source === undefined ? {} : { source }),
    }
  })
  const compressed = layers.flatMap(({ compressedBytes }) => compressedBytes ?? [])
  const report = {
    image: name,
    ...(image.platform === undefined ? {} : { platform: image.platform }),
    layers,
    bytes: sum(layers.map(({ bytes }) => bytes)),
    ...(compressed.length === 0 || compressed.length < layers.length ? {} : { compressedBytes: sum(compressed) }),
    hiddenBytes: sum(layers.map(({ hiddenBytes }) => hiddenBytes)),
    ...wasteOf(image.table, stack, top),
    ...summariseFiles(image.table, stack, top, filesEach),
  }
  return { report, stack }
}
