import { analyse } from '../../src/analysis/analyse.js'
import type { StageNode } from '../../src/analysis/stage-node.js'
import { type ImageReport, reportImage } from '../../src/layers/image-report.js'
import { readImage } from '../../src/layers/read-image.js'
import { parseDockerfile } from '../../src/parser/parse-dockerfile.js'
import { exportImage, type Times, type Workplace } from './build.js'
import type { Measured } from './measured.js'
import type { Recipe } from './recipes.js'
import type { Row } from './rows.js'

const everything = 10_000_000

const reportOf = async (file: string): Promise<ImageReport> => {
  const image = await readImage(file, { cwd: '/', platform: { os: 'linux', architecture: 'amd64' } })
  return reportImage(file, image, new Map(), { top: everything, filesEach: 0 }).report
}

/** The image that the last stage begins with. */
const baseOf = ({ label, text }: Recipe): string => {
  const parsed = parseDockerfile(text)
  let stage: StageNode | undefined = 'document' in parsed ? analyse(parsed.document).last : undefined
  while (stage?.base.kind === 'stage') stage = stage.base.stage
  if (stage?.base.kind !== 'image') throw new Error(`${label} has no base image.`)
  return stage.base.reference
}

const bases = new Map<string, Promise<ImageReport>>()

const baseReport = (image: string, place: Workplace, id: string): Promise<ImageReport> => {
  const recipe: Recipe = { author: 'base', label: image.replaceAll(/\W/g, '-'), text: `FROM ${image}\nLABEL a=b\n` }
  const known = bases.get(image) ?? reportOf(exportImage(place, recipe, id))
  bases.set(image, known)
  return known
}

/** Compiled Python can be made from its source at any time. */
const derived = /__pycache__|\.pyc$/

/** Builds the image of a recipe and looks into it. */
export const measureImage = async (
  row: Row,
  place: Workplace,
  recipe: Recipe,
  times: Times | undefined,
  id: string,
): Promise<Measured> => {
  const report = await reportOf(exportImage(place, recipe, id))
  const base = await baseReport(baseOf(recipe), place, id)
  const below = new Set(base.layers.map(({ diffId }) => diffId))
  const own = report.largest.filter(({ layer }) => !below.has(report.layers[layer - 1]?.diffId))
  const payload = own.filter(({ path }) => row.payload.test(path) && !derived.test(path))
  return {
    row: row.name,
    author: recipe.author,
    label: recipe.label,
    size: report.bytes,
    transferred: report.compressedBytes ?? report.bytes,
    layers: report.layers.length,
    wasted: report.dive.wastedBytes,
    efficiency: report.dive.efficiency,
    floor: base.bytes + payload.reduce((sum, { bytes }) => sum + bytes, 0),
    ...times,
  }
}
