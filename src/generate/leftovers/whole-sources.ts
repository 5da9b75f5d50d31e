import { dirname, resolve } from 'node:path'
import type { Config } from '../../config/config.js'
import { look } from '../../disk/journal.js'
import type { SelectOptions } from '../options.js'
import type { SourceFile } from '../source-file.js'

/** What a run is wholly about: which files come of it is known. */
export interface WholeSources {
  /** The scripts and configurations, absolute. */
  readonly files: ReadonlySet<string>
  /** Those configurations. */
  readonly configs: ReadonlySet<Config>
}

/** The sources that a run is wholly about: of the services of a configuration it may be asked for some. */
export const wholeSources = (
  sources: readonly SourceFile[],
  { cwd, paths }: Pick<SelectOptions, 'cwd' | 'paths'>,
): WholeSources => {
  const named = new Set((paths.length === 0 ? ['.'] : paths).map((path) => look.realPath(resolve(cwd, path))))
  const all = new Set(sources.flatMap(({ entry }) => entry?.config ?? []))
  const configs = new Set([...all].filter(({ file }) => named.has(file) || named.has(dirname(file))))
  const files = new Set([...configs].map(({ file }) => file))
  for (const { file, entry } of sources) if (entry === undefined || configs.has(entry.config)) files.add(file)
  return { files, configs }
}
