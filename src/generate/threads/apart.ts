import { dirname, join, resolve } from 'node:path'
import { look } from '../../disk/journal.js'
import { possibleIgnoreFiles } from '../ignore-file.js'
import type { Library } from '../load/library.js'
import { presetCallIn } from '../load/read-script.js'
import { isPresetFile, type ServiceEntry } from '../service-entry.js'
import { isFromConfig, type SourceFile } from '../source-file.js'
import { defaultTemplate, filledIn } from '../target-output.js'

/** A template with the folder of a service, absolute; `undefined` where it asks for the name, which only making it tells. */
const placed = (template: string, { config, dir }: ServiceEntry): string | undefined =>
  template.includes('{name}') ? undefined : resolve(dirname(config.file), filledIn(template, { dir }))

/** The Dockerfile of a service that the configuration describes. A preset of the team's may name the file itself. */
const ofEntry = (entry: ServiceEntry): string | undefined => {
  const { config, value } = entry
  const preset = value.preset ?? config.defaults.preset ?? 'auto'
  return isPresetFile(preset) ? undefined : placed(value.output ?? defaultTemplate(config), entry)
}

/** The Dockerfile of a script. Those of ours that it may call name no file; code may name any, or several. */
const ofScript = ({ file, folder, entry }: SourceFile, library: Library): string | undefined => {
  if (presetCallIn(file, library) === undefined) return undefined
  const template = entry?.value.output ?? entry?.config.defaults.output
  return entry === undefined || template === undefined ? join(folder, 'Dockerfile') : placed(template, entry)
}

/** The Dockerfile of a service, absolute; `undefined` where only making it tells. */
const foreseen = (source: SourceFile, library: Library): string | undefined =>
  source.entry !== undefined && isFromConfig(source) ? ofEntry(source.entry) : ofScript(source, library)

/** Links followed. In lower case, since some disks do not tell cases apart. */
const onDisk = (file: string): string => look.realPath(file).toLowerCase()

/**
 * Whether it is known before anything is made that no two services write one file, and none what another is made by. Then none has to
 * wait for the others, and its texts can be forgotten as soon as they are written.
 */
export const areApart = (sources: readonly SourceFile[], library: Library): boolean => {
  const claimed = new Set<string>()
  const scripts = new Set<string>()
  for (const source of sources) {
    const output = foreseen(source, library)
    if (output === undefined) return false
    for (const file of [output, ...possibleIgnoreFiles(output)].map(onDisk)) {
      if (claimed.has(file)) return false
      claimed.add(file)
    }
    if (!isFromConfig(source)) scripts.add(onDisk(source.file))
  }
  for (const script of scripts) if (claimed.has(script)) return false
  return true
}
