import { dirname } from 'node:path'
import type { Config } from '../../config/config.js'
import type { Configs } from '../configs.js'
import { GenDockerfileError } from '../../model/error.js'
import { pathFrom } from '../paths.js'
import type { ServiceEntry } from '../service-entry.js'
import type { SourceFile } from '../source-file.js'
import type { Placed } from './batches.js'

/** A source as data: a thread reads the configuration itself. */
export interface SentSource extends Pick<SourceFile, 'file' | 'folder' | 'root' | 'labels'> {
  readonly entry?: Omit<ServiceEntry, 'config'>
  /** The folder of the configuration that the entry is from. */
  readonly configFolder?: string
  /** Whether services of other batches stand between it and the one before it in its batch. */
  readonly beginsStretch?: true
}

const sendSource = ({ file, folder, root, entry, labels }: SourceFile): SentSource => {
  const place = { file, folder, root, ...(labels === undefined ? {} : { labels }) }
  if (entry === undefined) return place
  const { config, ...rest } = entry
  return { ...place, entry: rest, configFolder: dirname(config.file) }
}

/** Makes the services of a batch ready to be sent to a thread. */
export const sendServices = (services: readonly Placed[]): readonly SentSource[] =>
  services.map(({ source, place }, index) => {
    const before = services[index - 1]
    const sent = sendSource(source)
    return before === undefined || before.place === place - 1 ? sent : { ...sent, beginsStretch: true }
  })

const configGone = (folder: string): GenDockerfileError =>
  new GenDockerfileError({
    code: 'config-gone',
    message: `The configuration of \`${folder}\` is gone since the run began.`,
    hint: 'Run it again when nothing changes it.',
  })

const receiveSource = async (
  { entry, configFolder, beginsStretch: _, ...place }: SentSource,
  cwd: string,
  configs: Configs,
): Promise<SourceFile> => {
  const display = (path: string): string => pathFrom(cwd, path)
  if (entry === undefined || configFolder === undefined) return { ...place, display }
  const config: Config | undefined = await configs.of(configFolder)
  if (config === undefined) throw configGone(display(configFolder))
  return { ...place, display, entry: { ...entry, config } }
}

/**
 * The services that were sent, stretch by stretch.
 *
 * Rejects with a GenDockerfileError where the configuration was broken or removed since the run began.
 */
export const receiveStretches = async (
  sent: readonly SentSource[],
  cwd: string,
  configs: Configs,
): Promise<readonly (readonly SourceFile[])[]> => {
  const stretches: SourceFile[][] = []
  for (const each of sent) {
    if (stretches.length === 0 || each.beginsStretch === true) stretches.push([])
    stretches.at(-1)?.push(await receiveSource(each, cwd, configs))
  }
  return stretches
}
