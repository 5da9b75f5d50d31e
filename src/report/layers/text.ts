import { showBytes } from '../../context/byte-size.js'
import { shownPath } from '../../context/raw-name.js'
import type { Difference } from '../../layers/compare-images.js'
import type { ImageReport, LayerReport } from '../../layers/image-report.js'
import { showPlatform } from '../../layers/platform.js'
import type { Place } from '../../model/place.js'
import { type Colors, colorsFor } from '../colors.js'
import { bar, largestDirectories } from '../context/directory-tree.js'
import { findingText } from '../finding-text.js'
import { plural } from '../plural.js'
import { amountText, barWidth, section, shareColumn, sizeColumn } from '../size-text.js'
import { visible } from '../visible.js'
import { percentText } from './percent.js'
import type { LayersReport } from './report.js'

/** How to spell it for people. */
export interface LayersTextOptions {
  readonly color: boolean
  /** Only what is wrong. */
  readonly quiet: boolean
  /** How many directories, files and wasted paths are shown of each. */
  readonly top: number
}

const shown = (path: string): string => visible(shownPath(path))

const longestInstruction = 64

const cut = (text: string): string =>
  text.length <= longestInstruction ? text : `${text.slice(0, longestInstruction - 1)}…`

const placeText = ({ file, line }: Place): string => (line === undefined ? file : `${file}:${line}`)

const sourceText = ({ source }: LayerReport): string => {
  if (source === undefined) return ''
  const places = source.origin === undefined ? [source.dockerfile] : [source.origin, source.dockerfile]
  return `${source.isBase ? 'base image, ' : ''}${places.map(placeText).join(', ')}`
}

const layerLines = ({ layers, bytes }: ImageReport, colors: Colors): readonly string[] =>
  layers.map((layer, index) => {
    const part = bytes === 0 ? 0 : layer.bytes / bytes
    const columns = [
      `  ${String(index + 1).padStart(String(layers.length).length)} ${sizeColumn(layer.bytes)} ${shareColumn(layer.bytes, bytes)}`,
      colors.cyan(bar(part, barWidth)),
      visible(cut(layer.instruction === '' ? 'no history' : layer.instruction)),
      ...(layer.hiddenBytes === 0 ? [] : [colors.yellow(`${showBytes(layer.hiddenBytes)} hidden later`)]),
      ...(layer.source === undefined ? [] : [colors.dim(visible(sourceText(layer)))]),
    ]
    return columns.join('  ')
  })

const directoryLines = ({ root }: ImageReport, top: number, colors: Colors): readonly string[] =>
  largestDirectories(root, top).map(({ directory, depth, name }) => {
    const part = root.bytes === 0 ? 0 : directory.bytes / root.bytes
    return `  ${sizeColumn(directory.bytes)} ${shareColumn(directory.bytes, root.bytes)}  ${colors.cyan(bar(part, barWidth))}  ${'  '.repeat(depth)}${shown(name)}/`
  })

const wasteLines = ({ wasted, wastedFiles }: ImageReport, top: number, colors: Colors): readonly string[] => {
  const lines = wasted.slice(0, top).map(({ path, times, bytes, isDeleted }) => {
    const how = isDeleted ? 'deleted later' : `stored ${times} times`
    return `  ${sizeColumn(bytes)}  ${shown(path)}  ${colors.dim(how)}`
  })
  const rest = wastedFiles - lines.length
  return rest <= 0 || lines.length === 0 ? lines : [...lines, colors.dim(`  and ${plural(rest, 'more file')}`)]
}

const overview = (report: ImageReport, { color, top }: LayersTextOptions): readonly string[] => {
  const colors = colorsFor(color)
  const { image, platform, layers, bytes, compressedBytes, efficiency, wastedBytes, wastedFiles, dive } = report
  const packed = compressedBytes === undefined ? '' : `, ${showBytes(compressedBytes)} compressed`
  const waste =
    wastedBytes === 0
      ? 'nothing is stored twice or deleted later'
      : `${showBytes(wastedBytes)} (${percentText(wastedBytes / Math.max(1, bytes))}) in ${plural(wastedFiles, 'file')} stored more than once or deleted later`
  const other =
    dive.wastedBytes === wastedBytes
      ? []
      : [
          colors.dim(
            `dive says ${percentText(dive.efficiency)} and ${showBytes(dive.wastedBytes)}: it does not count what goes away with its folder`,
          ),
        ]
  return [
    `Image ${colors.bold(visible(image))}${platform === undefined ? '' : ` (${visible(showPlatform(platform))})`}: ${colors.bold(`${plural(layers.length, 'layer')}, ${showBytes(bytes)}${packed}`)}`,
    `Efficiency ${colors.bold(percentText(efficiency))}: ${waste}`,
    ...other,
    ...section('Layers', layerLines(report, colors), colors),
    ...section('Wasted', wasteLines(report, top, colors), colors),
    ...section('Largest directories', directoryLines(report, top, colors), colors),
    ...section(
      'Largest files',
      report.largest
        .slice(0, top)
        .map(
          (file) =>
            `  ${sizeColumn(file.bytes)} ${shareColumn(file.bytes, report.root.bytes)}  ${shown(file.path)}  ${colors.dim(`layer ${file.layer}`)}`,
        ),
      colors,
    ),
  ]
}

const signed = (bytes: number): string => `${bytes < 0 ? '-' : '+'}${showBytes(Math.abs(bytes))}`

const differenceLines = (
  title: string,
  difference: Difference,
  { top }: LayersTextOptions,
  colors: Colors,
): readonly string[] =>
  section(
    `${title}: ${amountText(difference)}`,
    difference.largest.slice(0, top).map(({ path, before, after }) => {
      const sizes = before === undefined || after === undefined ? '' : colors.dim(`  was ${showBytes(before)}`)
      return `  ${sizeColumn(after ?? before ?? 0)}  ${shown(path)}${sizes}`
    }),
    colors,
  )

const comparisonLines = (
  image: ImageReport,
  compared: NonNullable<LayersReport['compared']>,
  options: LayersTextOptions,
): readonly string[] => {
  const colors = colorsFor(options.color)
  const { image: other, comparison } = compared
  const { shared, added, removed, changed } = comparison
  const packed =
    image.compressedBytes === undefined || other.compressedBytes === undefined
      ? ''
      : `; compressed ${showBytes(other.compressedBytes)} → ${showBytes(image.compressedBytes)} (${signed(image.compressedBytes - other.compressedBytes)})`
  return [
    '',
    `Compared with ${colors.bold(visible(other.image))}: ${showBytes(other.bytes)} → ${showBytes(image.bytes)} (${colors.bold(signed(image.bytes - other.bytes))})${packed}`,
    `${shared.layers} of ${plural(image.layers.length, 'layer')} shared, ${showBytes(shared.bytes)}; efficiency ${percentText(other.efficiency)} → ${percentText(image.efficiency)}`,
    ...differenceLines('Added', added, options, colors),
    ...differenceLines('Removed', removed, options, colors),
    ...differenceLines('Changed', changed, options, colors),
  ]
}

/** The layers of an image for people: where the bytes are, which lines put them there, and which are wasted. */
export const layersText = (report: LayersReport, options: LayersTextOptions): string => {
  const { image, compared, findings } = report
  const colors = colorsFor(options.color)
  const spelled = findings.map((finding) => findingText(finding, { colors, readSource: () => undefined }))
  const parts = [
    ...(options.quiet ? [] : overview(image, options)),
    ...(options.quiet || compared === undefined ? [] : comparisonLines(image, compared, options)),
    ...(options.quiet || spelled.length === 0 ? [] : ['']),
    ...spelled,
  ]
  return parts.length === 0 ? '' : `${parts.join('\n')}\n`
}
