import { dirname } from 'node:path'
import type { Config } from '../../config/config.js'
import type { Configs } from '../configs.js'
import { pathFrom } from '../paths.js'
import type { ServiceEntry } from '../service-entry.js'
import type { SourceFile } from '../source-file.js'

/** A source as data: a thread reads the configuration itself. */
export interface SentSource extends Pick<SourceFile, 'file' | 'folder' | 'root' | 'labels'> {
  readonly entry?: Omit<ServiceEntry, 'config'>
  /** The folder of the configuration that the entry is from. */
  readonly configFolder?: string
}

/** Makes a source ready to be sent to a thread. */
export const sendSource = ({ file, folder, root, entry, labels }: SourceFile): SentSource => {
  const place = { file, folder, root, ...(labels === undefined ? {} : { labels }) }
  if (entry === undefined) return place
  const { config, ...rest } = entry
  return { ...place, entry: rest, configFolder: dirname(config.file) }
}

/** The source that was sent. */
export const receiveSource = async (
  { entry, configFolder, ...place }: SentSource,
  cwd: string,
  configs: Configs,
): Promise<SourceFile> => {
  const display = (path: string): string => pathFrom(cwd, path)
  if (entry === undefined || configFolder === undefined) return { ...place, display }
  const config: Config | undefined = await configs.of(configFolder)
  if (config === undefined) throw new Error(`The configuration of ${configFolder} is gone.`)
  return { ...place, display, entry: { ...entry, config } }
}
