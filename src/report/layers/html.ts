import { showBytes } from '../../context/byte-size.js'
import { shownPath } from '../../context/raw-name.js'
import type { LayerReport } from '../../layers/image-report.js'
import { showPlatform } from '../../layers/platform.js'
import type { ImageReport } from '../../layers/image-report.js'
import { plural } from '../plural.js'
import { inScript, treemapRoot } from '../treemap.js'
import { percentText } from './percent.js'

/** A name, a size, and what else there is to say. */
type Row = readonly [name: string, bytes: number, note: string]

const noteOf = ({ source, hiddenBytes, compressedBytes }: LayerReport): string => {
  const places = source === undefined ? [] : [source.origin, source.dockerfile]
  return [
    ...(source?.isBase === true ? ['base image'] : []),
    ...places.flatMap((place) => (place === undefined ? [] : [`${place.file}:${place.line ?? 1}`])),
    ...(compressedBytes === undefined ? [] : [`${showBytes(compressedBytes)} compressed`]),
    ...(hiddenBytes === 0 ? [] : [`${showBytes(hiddenBytes)} hidden later`]),
  ].join(', ')
}

const largest = (rows: readonly Row[]): number => rows.reduce((most, [, bytes]) => Math.max(most, bytes), 0)

/**
 * The data of the template `treemap.html.hbs`: a page of its own that shows where the bytes of the finished image are, its
 * layers, and what is wasted.
 */
export const layersPage = (report: ImageReport): { readonly data: string } => {
  const { image, platform, layers, bytes, compressedBytes, efficiency, wastedBytes } = report
  const layerRows = layers.map((layer, index): Row => [
    `${index + 1}  ${layer.instruction || 'no history'}`,
    layer.bytes,
    noteOf(layer),
  ])
  const wasteRows = report.wasted.map(({ path, times, bytes: each, isDeleted }): Row => [
    shownPath(path),
    each,
    isDeleted ? 'deleted later' : `stored ${times} times`,
  ])
  const about = [
    ...(platform === undefined ? [] : [showPlatform(platform)]),
    `${plural(layers.length, 'layer')} of ${showBytes(bytes)}`,
    ...(compressedBytes === undefined ? [] : [`${showBytes(compressedBytes)} compressed`]),
    `efficiency ${percentText(efficiency)}`,
  ].join(', ')
  return {
    data: inScript({
      title: `Image ${image}`,
      name: image,
      whole: 'the image',
      about,
      root: treemapRoot(report.root),
      tables: [
        ['Layers', largest(layerRows), layerRows],
        ...(wasteRows.length === 0 ? [] : [[`Wasted: ${showBytes(wastedBytes)}`, largest(wasteRows), wasteRows]]),
      ],
    }),
  }
}
