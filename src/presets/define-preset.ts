import type * as z from 'zod'
import { GenDockerfileError } from '../model/error.js'
import { rememberOf } from '../model/remember.js'
import { brand, hasBrand } from '../builders/brand.js'
import type { DockerfileBuilder, DockerfileOptions } from '../builders/dockerfile.js'
import { refuse, show } from '../builders/refuse.js'
import { state } from '../builders/stage-value.js'
import type { StageBuilder, StageNames } from '../builders/stage.js'
import type { Suppression } from '../builders/suppression.js'
import { nearest } from '../words/nearest.js'
import type { Facts } from '../project/facts.js'
import type { Ecosystem } from '../project/common-facts.js'

/** The options of a dockerfile that a preset leaves to its caller. */
export type PresetFile = Pick<DockerfileOptions, 'file' | 'context' | 'ignore' | 'syntax' | 'check' | 'comment'>

/** What a preset is made of; see {@link definePreset}. */
export interface PresetDefinition<Schema extends z.ZodObject, Names extends string> {
  /** Kebab-case name, as in `gen-dockerfile presets go-distroless`. */
  readonly name: string
  /** One line that says what image comes out. */
  readonly summary: string
  /** The ecosystems whose facts it reads. */
  readonly ecosystems: readonly Ecosystem[]
  /** The options; what a field is for stands in its `.describe(…)`. */
  readonly options: Schema
  /**
   * How well it fits a repository: 0 for not at all; of several presets `init` proposes the highest.
   */
  readonly fits: (facts: Facts) => number
  /**
   * What a call without options cannot decide, where the repository holds several services: the options of each, under
   * the name that its export gets.
   */
  readonly variants?: (facts: Facts) => readonly PresetVariant[]
  /** Options worth showing in the catalogue. */
  readonly example?: Readonly<Record<string, unknown>>
  /** Makes the document from checked options and the repository's facts. */
  readonly build: (options: z.output<Schema>, facts: Facts) => DockerfileBuilder<Names>
}

/** One of several services of a repository. */
export interface PresetVariant {
  readonly name: string
  readonly options: Readonly<Record<string, unknown>>
}

/** Any definition, for catalogues. */
export type AnyPresetDefinition = Omit<PresetDefinition<z.ZodObject, string>, 'build'>

interface PresetState {
  readonly definition: AnyPresetDefinition
  readonly dir: string | undefined
  /** Whether something was added to what the definition makes. */
  readonly isChanged: boolean
  readonly make: (facts: Facts) => DockerfileBuilder
}

/**
 * A preset with its options, before it knows the repository. `generate` resolves it against the folder of
 * `dockerfile.ts`; by hand, {@link resolve} does.
 */
export interface Preset<Names extends string = string> {
  readonly [brand]: 'preset'
  readonly [state]: PresetState
  /** Changes a stage by its name: `.extend('runtime', (s) => s.env({ … }))`. */
  extend<Name extends Names, More extends StageBuilder>(
    name: Name,
    edit: (stage: StageBuilder<Name, Names>) => More,
  ): Preset<Names | StageNames<More>>
  /** Puts another stage in the place of a named one. */
  replace<More extends StageBuilder>(name: Names, stage: More): Preset<Names | StageNames<More>>
  /** Sets the file name, the context, the ignore file or directives. */
  with(options: PresetFile): Preset<Names>
  /** Accepts a finding of a rule; the reason is required. */
  ignore(suppression: Suppression): Preset<Names>
}

/** A function that makes presets, with what is known of it. */
export interface PresetFunction<Schema extends z.ZodObject, Names extends string> {
  (options?: z.input<Schema> & { readonly dir?: string }): Preset<Names>
  readonly definition: AnyPresetDefinition
}

/** Whether a value is a preset that still has to be resolved. */
export const isPreset = (value: unknown): value is Preset => hasBrand(value, 'preset')

const makePreset = <Names extends string>(
  content: Omit<PresetState, 'make'>,
  make: (facts: Facts) => DockerfileBuilder<Names>,
): Preset<Names> => {
  const changed = <More extends string>(
    change: (file: DockerfileBuilder<Names>) => DockerfileBuilder<More>,
  ): Preset<More> => makePreset({ ...content, isChanged: true }, (facts) => change(make(facts)))
  return Object.freeze<Preset<Names>>({
    [brand]: 'preset',
    [state]: { ...content, make },
    extend: (name, edit) => changed((file) => file.stage(name, edit)),
    replace: (name, stage) => changed((file) => file.stage(name, () => stage)),
    with: (options) => changed((file) => file.with(options)),
    ignore: (suppression) => changed((file) => file.ignore(suppression)),
  })
}

/**
 * Makes a preset that a team can publish: options checked by a zod schema, facts read from the repository, a document
 * made with the builders.
 *
 * @example
 * ```ts
 * const staticSite = definePreset({
 *   name: 'static-site',
 *   summary: 'Files served by nginx without root',
 *   ecosystems: [],
 *   options: z.object({ files: z.string().default('public').describe('Folder with the files') }),
 *   fits: () => 0,
 *   build: ({ files }) =>
 *     dockerfile(stage('runtime').from('nginxinc/nginx-unprivileged:1.29').copy(files, '/usr/share/nginx/html')),
 * })
 * resolve(staticSite(), { name: 'site', dir: '.', context: '.', files: [], contextFiles: [], problems: [] })
 * // # syntax=docker/dockerfile:1
 * //
 * // FROM nginxinc/nginx-unprivileged:1.29 AS runtime
 * // COPY public /usr/share/nginx/html
 * ```
 * @throws GenDockerfileError `invalid-preset-options`, when the preset is called.
 */
export const definePreset = <Schema extends z.ZodObject, const Names extends string>(
  definition: PresetDefinition<Schema, Names>,
): PresetFunction<Schema, Names> => {
  const call = (given: z.input<Schema> & { readonly dir?: string } = {} as z.input<Schema>): Preset<Names> => {
    if (typeof given !== 'object' || given === null || Array.isArray(given)) {
      refuse(
        'invalid-preset-options',
        `${camelCase(definition.name)}() takes an object of options, not ${show(given)}.`,
      )
    }
    const { dir, ...rest } = given
    if (dir !== undefined && typeof dir !== 'string')
      refuse('invalid-preset-options', `The option \`dir\` must be a string, not ${show(dir)}.`)
    const options = parseOptions(definition, rest)
    return makePreset({ definition, dir, isChanged: false }, (facts) => definition.build(options, facts))
  }
  return Object.assign(call, { definition })
}

/** The name of a preset's function: `goDistroless` for `go-distroless`. */
export const camelCase = (name: string): string =>
  name.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())

/** The options of a preset without any others. */
const strictOptions = rememberOf((definition: Pick<AnyPresetDefinition, 'options'>) => definition.options.strict())

const parseOptions = <Schema extends z.ZodObject, Names extends string>(
  definition: PresetDefinition<Schema, Names>,
  given: unknown,
): z.output<Schema> => {
  const parsed = strictOptions(definition).safeParse(given)
  if (parsed.success) return parsed.data as z.output<Schema>
  const call = `${camelCase(definition.name)}()`
  const names = [...Object.keys(definition.options.shape), 'dir']
  const issue = parsed.error.issues[0]
  if (issue?.code === 'unrecognized_keys') {
    const key = issue.keys[0] ?? ''
    const path = issue.path.map(String)
    const near = path.length === 0 ? nearest(key, names) : undefined
    const list = path.length === 0 ? `Its options are ${names.map((name) => `\`${name}\``).join(', ')}.` : undefined
    return refuse(
      'invalid-preset-options',
      `${call} has no option \`${[...path, key].join('.')}\`.`,
      near ? `Did you mean \`${near}\`?` : list,
    )
  }
  return refuse(
    'invalid-preset-options',
    `The option \`${issue?.path.map(String).join('.') ?? ''}\` of ${call} is wrong: ${issue?.message ?? 'it was not accepted'}.`,
    `See \`gen-dockerfile presets ${definition.name}\`.`,
  )
}

/**
 * Makes the document of a preset from the facts of a repository; synchronous.
 *
 * @throws GenDockerfileError for what the facts do not decide, with the option to set.
 */
export const resolve = <Names extends string>(preset: Preset<Names>, facts: Facts): DockerfileBuilder<Names> => {
  if (!isPreset(preset)) {
    throw new GenDockerfileError({ code: 'invalid-value', message: `resolve() takes a preset, not ${show(preset)}.` })
  }
  return preset[state].make(facts) as DockerfileBuilder<Names>
}

/** The folder that a preset reads its facts from, relative to `dockerfile.ts`, where one was given. */
export const presetDir = (preset: Preset): string | undefined => preset[state].dir

/** Whether a preset makes what its definition says, and nothing was added to it. */
export const isUnchanged = (preset: Preset): boolean => !preset[state].isChanged

/** What is known of the preset's function. */
export const presetDefinition = (preset: Preset): AnyPresetDefinition => preset[state].definition
