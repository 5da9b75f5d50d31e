import { basename, dirname, join, resolve } from 'node:path'
import { realPathOf } from '../paths.js'
import { isPresetFile, type ServiceEntry } from '../service-entry.js'
import { isFromConfig, type SourceFile } from '../source-file.js'

/**
 * The Dockerfile of a service that the configuration describes, absolute; `undefined` where only making it tells. A preset of the
 * team's may name the file itself.
 */
const foreseen = ({ config, dir, value }: ServiceEntry): string | undefined => {
  const template = value.output ?? config.defaults.output ?? '{dir}/Dockerfile'
  const preset = value.preset ?? config.defaults.preset ?? 'auto'
  if (template.includes('{name}') || isPresetFile(preset)) return undefined
  return resolve(
    dirname(config.file),
    template.replaceAll('{dir}', () => dir),
  )
}

/** The files that may be written for a Dockerfile: itself, and an ignore file. In lower case, since some disks do not tell cases apart. */
const filesOf = (output: string): readonly string[] => {
  const path = realPathOf(output)
  const shared = basename(path) === 'Dockerfile' ? [join(dirname(path), '.dockerignore')] : []
  return [path, `${path}.dockerignore`, ...shared].map((each) => each.toLowerCase())
}

/**
 * Whether it is known before anything is made that no two services write one file. Then none has to wait for the others, and its
 * texts can be forgotten as soon as they are written.
 */
export const areApart = (sources: readonly SourceFile[]): boolean => {
  const claimed = new Set<string>()
  for (const source of sources) {
    const output = source.entry !== undefined && isFromConfig(source) ? foreseen(source.entry) : undefined
    if (output === undefined) return false
    for (const file of filesOf(output)) {
      if (claimed.has(file)) return false
      claimed.add(file)
    }
  }
  return true
}
