import { join } from 'node:path'
import { showBytes } from '../../context/byte-size.js'
import { firstFile } from '../../context/ignore-file.js'
import { budgetFindings } from '../../layers/budget.js'
import { compareImages } from '../../layers/compare-images.js'
import { type ImageReport, reportImage } from '../../layers/image-report.js'
import { type ReadImage, readImage } from '../../layers/read-image.js'
import type { Stack } from '../../layers/stack.js'
import { GenDockerfileError } from '../../model/error.js'
import { layersJson } from '../../report/layers/json.js'
import type { LayersReport } from '../../report/layers/report.js'
import { layersText } from '../../report/layers/text.js'
import type { CommandModule, Terminal } from '../command-module.js'
import { commonOptions } from '../common-options.js'
import { fileOf, shownFrom } from '../context/places.js'
import { exitCodes } from '../exit-codes.js'
import { type LayerDockerfile, layerSources } from '../layers/layer-sources.js'
import { configureLayers, type LayersCommandOptions } from '../layers/options.js'
import type { ParsedArguments } from '../parsed-arguments.js'
import { type ProgressLine, withProgress } from '../progress-line.js'
import { writePage } from '../write-page.js'

/** Adds the description, arguments and options. */
export const configure: CommandModule['configure'] = configureLayers

const dockerfileOf = (named: string | undefined, cwd: string): LayerDockerfile | undefined => {
  const path = named === undefined ? firstFile([join(cwd, 'Dockerfile')]) : fileOf('--dockerfile', named, [cwd])
  return path === undefined ? undefined : { path, shown: shownFrom(cwd, path), isNamed: named !== undefined }
}

const readWithProgress = (
  name: string,
  { platform, image, compare }: LayersCommandOptions,
  cwd: string,
  progress: ProgressLine,
): Promise<ReadImage> => {
  let read = 0
  return readImage(name, {
    cwd,
    withContents: compare !== undefined,
    ...(platform === undefined ? {} : { platform }),
    ...(image === undefined ? {} : { image }),
    progress: (bytes) => {
      read += bytes
      progress.show(() => `${name}: ${showBytes(read)}`)
    },
  })
}

interface Side {
  readonly image: ReadImage
  readonly report: ImageReport
  readonly stack: Stack
}

/** Reads the image, reports, and gives the exit code. */
export const run = async (command: ParsedArguments, terminal: Terminal): Promise<number> => {
  const options = command.opts<LayersCommandOptions>()
  const { cwd, color, quiet } = commonOptions(command)
  const [name = ''] = command.args
  const { compare, html, maxSize, maxWaste, top } = options
  if (name === '-' && compare === '-') {
    throw new GenDockerfileError({
      code: 'invalid-option',
      message: 'Standard input can be only one of the two images.',
      hint: 'Save one of them to a file.',
    })
  }
  const dockerfile = dockerfileOf(options.dockerfile, cwd)
  const size = { top: Math.max(top, 10), filesEach: html === undefined ? 0 : 500 }

  const [image, other] = await withProgress(terminal, quiet, async (progress) => {
    const first = await readWithProgress(name, options, cwd, progress)
    return [first, compare === undefined ? undefined : await readWithProgress(compare, options, cwd, progress)] as const
  })
  const { sources, notes } = await layerSources(dockerfile, image, cwd)
  const own: Side = { image, ...reportImage(name, image, sources, size) }
  const compared =
    other === undefined || compare === undefined
      ? undefined
      : ((): LayersReport['compared'] => {
          const side: Side = { image: other, ...reportImage(compare, other, new Map(), size) }
          const [before, after] = [side, own].map((each) => ({
            table: each.image.table,
            stack: each.stack,
            layers: each.image.layers,
          }))
          return before === undefined || after === undefined
            ? undefined
            : { image: side.report, comparison: compareImages(before, after, size.top) }
        })()
  const report: LayersReport = {
    image: own.report,
    ...(compared === undefined ? {} : { compared }),
    findings: budgetFindings(own.report, {
      ...(maxSize === undefined ? {} : { maxSize }),
      ...(maxWaste === undefined ? {} : { maxWaste }),
    }),
  }
  if (html !== undefined) {
    const { layersPage } = await import('../../report/layers/html.js')
    await writePage(cwd, html, layersPage(report.image))
  }
  if (!quiet) for (const note of notes) terminal.err(`note: ${note}\n`)
  terminal.out(options.format === 'json' ? layersJson(report) : layersText(report, { color, quiet, top }))
  return report.findings.length > 0 ? exitCodes.findings : exitCodes.fine
}
