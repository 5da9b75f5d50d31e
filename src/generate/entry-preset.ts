import { dirname, resolve } from 'node:path'
import type { PresetOptions } from '../config/config.js'
import { GenDockerfileError, isGenDockerfileError } from '../model/error.js'
import { rememberOf } from '../model/remember.js'
import type { Facts } from '../project/facts.js'
import { camelCase, type Preset } from '../presets/define-preset.js'
import { candidatesFor, presetNamed } from './choose-preset.js'
import { type CatalogueFunction, isPresetFunction, presetFunction } from './preset-function.js'
import { entryPlace, isNamed, isPresetFile, type ServiceEntry } from './service-entry.js'
import type { Session } from './session.js'
import type { SourceFile } from './source-file.js'

/** What the configuration calls for a service. */
export interface EntryPreset {
  readonly preset: Preset
  /** Absolute paths of the files that the preset itself is made of; empty for one of ours. */
  readonly inputs: readonly string[]
}

const moduleOf = async (entry: ServiceEntry, preset: string, session: Session) => {
  const loaded = await session.load(resolve(dirname(entry.config.file), preset))
  if (isPresetFunction(loaded.value)) return { call: loaded.value, inputs: loaded.inputs }
  throw new GenDockerfileError({
    code: 'not-a-preset',
    message: `\`${preset}\` has no preset as its default export, so \`${entry.dir}\` cannot be made of it.`,
    hint: 'Write `export default definePreset({ … })` there.',
    place: entryPlace(entry, 'preset'),
  })
}

const noneFits = (entry: ServiceEntry): GenDockerfileError =>
  new GenDockerfileError({
    code: 'nothing-detected',
    message: `There is no \`package.json\`, \`pyproject.toml\`, \`requirements.txt\`, \`go.mod\` or \`Cargo.toml\` in \`${entry.dir}\`, so no preset fits it.`,
    hint: `Name its \`preset\` or its \`dockerfile\`, or take the line out.`,
    place: entryPlace(entry),
  })

/** Nobody knows what is in a folder that cannot be listed. */
const refuseUnreadable = ({ problems }: Facts, entry: ServiceEntry): void => {
  const problem = problems.find(({ kind, file }) => kind === 'unreadable' && file === '.')
  if (problem === undefined) return
  throw new GenDockerfileError({
    code: 'cannot-read',
    message: problem.message.replace('`.`', `\`${entry.dir}\``),
    hint: `Make it readable, or take it out: \`${entry.dir}: false\`.`,
    place: entryPlace(entry),
  })
}

/** The preset that `init` would propose; none for a folder that only a glob names and that has no manifest. */
const chosen = async (entry: ServiceEntry, { folder }: SourceFile, session: Session) => {
  const facts = await session.facts(folder)
  const [best] = candidatesFor(facts)
  if (best !== undefined) return { call: presetFunction(best), inputs: [] }
  refuseUnreadable(facts, entry)
  if (isNamed(entry)) throw noneFits(entry)
  return undefined
}

const named = (preset: string, place: () => GenDockerfileError['place']): CatalogueFunction => {
  try {
    return presetFunction(presetNamed(preset))
  } catch (error) {
    if (isGenDockerfileError(error)) error.place = place()
    throw error
  }
}

/** Where an option that the preset does not take was said: for the service, or for all. */
const placeOfRefusal = (entry: ServiceEntry, name: string, message: string) => {
  const { config, value } = entry
  const option = [...message.matchAll(/`([\w.]+)`/g)].map(([, path = '']) => path.split('.')[0] ?? '')
  const own = option.find((each) => Object.hasOwn(value.options ?? {}, each))
  if (own !== undefined) return entryPlace(entry, 'options', own)
  const shared = option.find((each) => Object.hasOwn(config.defaults.options[name] ?? {}, each))
  return shared === undefined ? entryPlace(entry) : config.placeOf(['defaults', 'options', name], shared)
}

const noOptions: PresetOptions = {}

/** A preset of ours with options that services share: checking them is the same for all. */
const sharedPreset = rememberOf((call: CatalogueFunction) => rememberOf((options: PresetOptions) => call(options)))

/** The options that hold for all services of a preset; a preset that does not exist is refused. */
const sharedOptions = ({ config }: ServiceEntry, name: string): PresetOptions => {
  const { options } = config.defaults
  for (const each of Object.keys(options)) {
    if (!isPresetFile(each)) named(each, () => config.placeOf(['defaults', 'options'], each))
  }
  return options[name] ?? options[camelCase(name)] ?? noOptions
}

/**
 * The preset of a service that the configuration describes, with its options; `undefined` where a glob names a folder that has
 * nothing in it to build.
 *
 * Rejects with a GenDockerfileError at the line of the configuration.
 */
export const entryPreset = async (
  entry: ServiceEntry,
  source: SourceFile,
  session: Session,
): Promise<EntryPreset | undefined> => {
  const { value, config } = entry
  const preset = value.preset ?? config.defaults.preset ?? 'auto'
  const place = () =>
    value.preset === undefined ? config.placeOf(['defaults'], 'preset') : entryPlace(entry, 'preset')
  const found = isPresetFile(preset)
    ? await moduleOf(entry, preset, session)
    : preset === 'auto'
      ? await chosen(entry, source, session)
      : { call: named(preset, place), inputs: [] }
  if (found === undefined) return undefined
  const { name } = found.call.definition
  const shared = sharedOptions(entry, isPresetFile(preset) ? preset : name)
  const isOurs = found.inputs.length === 0
  try {
    if (isOurs && value.options === undefined) return { preset: sharedPreset(found.call)(shared), inputs: [] }
    return { preset: found.call({ ...shared, ...value.options }), inputs: found.inputs }
  } catch (error) {
    if (isGenDockerfileError(error)) error.place = placeOfRefusal(entry, name, error.message)
    throw error
  }
}
