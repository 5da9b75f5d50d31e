import { shownPath } from '../../context/raw-name.js'
import type { Comparison, Difference } from '../../layers/compare-images.js'
import type { ImageReport, LayerReport } from '../../layers/image-report.js'
import { showPlatform } from '../../layers/platform.js'
import { findingData } from '../finding-data.js'
import type { LayersReport } from './report.js'

const layerData = (
  { diffId, bytes, archiveBytes, compressedBytes, compression, files, hiddenBytes, instruction, source }: LayerReport,
  index: number,
) => ({
  index: index + 1,
  diffId: diffId ?? null,
  bytes,
  archiveBytes,
  compressedBytes: compressedBytes ?? null,
  compression,
  files,
  hiddenBytes,
  instruction,
  ...(source === undefined
    ? {}
    : {
        isBase: source.isBase,
        dockerfile: source.dockerfile,
        ...(source.origin === undefined ? {} : { origin: source.origin }),
      }),
})

const imageData = (report: ImageReport) => ({
  image: report.image,
  platform: report.platform === undefined ? null : showPlatform(report.platform),
  bytes: report.bytes,
  compressedBytes: report.compressedBytes ?? null,
  efficiency: report.efficiency,
  wastedBytes: report.wastedBytes,
  wastedFiles: report.wastedFiles,
  hiddenBytes: report.hiddenBytes,
  dive: report.dive,
  layers: report.layers.map(layerData),
  wasted: report.wasted.map(({ path, times, bytes, isDeleted }) => ({
    path: shownPath(path),
    times,
    bytes,
    deleted: isDeleted,
  })),
  largest: report.largest.map(({ path, bytes, layer }) => ({ path: shownPath(path), bytes, layer })),
})

const differenceData = ({ files, bytes, largest }: Difference) => ({
  files,
  bytes,
  largest: largest.map(({ path, before, after }) => ({
    path: shownPath(path),
    before: before ?? null,
    after: after ?? null,
  })),
})

const comparisonData = ({ shared, added, removed, changed }: Comparison) => ({
  shared,
  added: differenceData(added),
  removed: differenceData(removed),
  changed: differenceData(changed),
})

/** The layers of an image for programs: one object, whose `version` goes up when its shape breaks. */
export const layersJson = ({ image, compared, findings }: LayersReport): string => {
  const document = {
    version: 1,
    ...imageData(image),
    ...(compared === undefined
      ? {}
      : { compared: { ...imageData(compared.image), ...comparisonData(compared.comparison) } }),
    findings: findings.map(findingData),
  }
  return `${JSON.stringify(document, undefined, 2)}\n`
}
