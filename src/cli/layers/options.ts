import type { Command } from 'commander'
import { type Limit, parseLimit } from '../../layers/budget.js'
import { parsePlatform, type Platform } from '../../layers/platform.js'
import { GenDockerfileError } from '../../model/error.js'

/** What the options of `layers` come to. */
export interface LayersCommandOptions {
  readonly format: 'text' | 'json'
  readonly dockerfile?: string
  readonly compare?: string
  readonly maxSize?: Limit
  readonly maxWaste?: Limit
  readonly platform?: Platform
  readonly image?: string
  readonly html?: string
  readonly top: number
}

const invalid = (message: string, hint: string): GenDockerfileError =>
  new GenDockerfileError({ code: 'invalid-option', message, hint })

const sizeOf = (text: string): Limit => {
  const limit = parseLimit(text)
  if (limit?.kind === 'bytes') return limit
  throw invalid(
    `\`--max-size\` takes a size, not \`${text}\`.`,
    'Write a number and a unit: `500KB`, `200MB` or `1.5GB` (of 1000), `50MiB` or `1GiB` (of 1024).',
  )
}

const wasteOf = (text: string): Limit => {
  const limit = parseLimit(text)
  if (limit !== undefined) return limit
  throw invalid(
    `\`--max-waste\` takes a share of the image or a size, not \`${text}\`.`,
    'Write `1%`, or a number and a unit: `5MB`.',
  )
}

const topOf = (text: string): number => {
  if (/^\d{1,6}$/.test(text)) return Number(text)
  throw invalid(`\`--top\` takes a number, not \`${text}\`.`, 'Write `--top 25`.')
}

/** Adds the description, arguments and options. */
export const configureLayers = (command: Command): void => {
  command
    .description('Show what the layers of an image hold, which lines made them, and what is wasted.')
    .argument(
      '<image>',
      'an archive of `docker image save`, an OCI layout (archive or folder), - for an archive on standard input, else the name of an image that Docker has',
    )
    .addOption(command.createOption('--format <format>', 'how to print').choices(['text', 'json']).default('text'))
    .option('--dockerfile <file>', 'what the image was built from; ./Dockerfile by default, where all of it fits')
    .option('--compare <other>', 'show what is different from this image, an earlier one for instance')
    .addOption(
      command
        .createOption('--max-size <size>', 'exit 1 when the layers have more: 200MB, 1.5GB (of 1000), 50MiB (of 1024)')
        .argParser(sizeOf),
    )
    .addOption(
      command
        .createOption('--max-waste <share>', 'exit 1 when more is stored twice or deleted later: 1%, 5MB')
        .argParser(wasteOf),
    )
    .addOption(
      command
        .createOption(
          '--platform <platform>',
          "which image of several; linux and this machine's architecture by default",
        )
        .argParser(parsePlatform),
    )
    .option('--image <name>', 'which image of several that were saved together')
    .option('--html <file>', 'write a treemap as a page of its own, which needs no network')
    .addOption(
      command
        .createOption('--top <count>', 'how many directories, files and wasted files to show')
        .argParser(topOf)
        .default(10),
    )
}
