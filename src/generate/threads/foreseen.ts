import { dirname, join, resolve } from 'node:path'
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
export const foreseenOutput = (source: SourceFile, library: Library): string | undefined =>
  source.entry !== undefined && isFromConfig(source) ? ofEntry(source.entry) : ofScript(source, library)
