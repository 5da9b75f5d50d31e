import { dirname, resolve } from 'node:path'
import { look } from '../../disk/journal.js'
import { possibleIgnoreFiles } from '../ignore-file.js'
import { isPresetFile, type ServiceEntry } from '../service-entry.js'
import { isFromConfig, type SourceFile } from '../source-file.js'
import { defaultTemplate, filledIn } from '../target-output.js'

/**
 * The Dockerfile of a service that the configuration describes, absolute; `undefined` where only making it tells. A preset of the
 * team's may name the file itself.
 */
const foreseen = ({ config, dir, value }: ServiceEntry): string | undefined => {
  const template = value.output ?? defaultTemplate(config)
  const preset = value.preset ?? config.defaults.preset ?? 'auto'
  if (template.includes('{name}') || isPresetFile(preset)) return undefined
  return resolve(dirname(config.file), filledIn(template, { dir }))
}

/** The files that may be written for a Dockerfile, links followed. In lower case, since some disks do not tell cases apart. */
const filesOf = (output: string): readonly string[] =>
  [output, ...possibleIgnoreFiles(output)].map((each) => look.realPath(each).toLowerCase())

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
