import type { GenDockerfileError } from '../model/error.js'
import type { AnyPresetDefinition, PresetVariant } from '../presets/define-preset.js'
import { type Attempt, attempt } from './attempt.js'
import { type CarriedSetting, carryOver, withOptions } from './existing/carry-over.js'
import { left } from './existing/decision.js'
import { fileNotHeld } from './existing/held-files.js'
import { serviceOf } from './services.js'
import type { Survey } from './survey.js'

type Options = Readonly<Record<string, unknown>>

/** A service for which the scaffold calls the preset. */
export interface DraftService {
  /** The key of its export; absent for the only one. */
  readonly name?: string
  readonly options: Options
}

/** What is to be scaffolded. */
export interface Draft {
  readonly definition: AnyPresetDefinition
  readonly services: readonly DraftService[]
  /** What became of the settings of the Dockerfile that is there. */
  readonly carried: readonly CarriedSetting[]
  /** Whether the patterns of the hand-written `.dockerignore` go into the generated one; else that is left alone. */
  readonly mergesIgnore?: boolean
}

/** What was chosen. */
export interface DraftChoice {
  readonly definition: AnyPresetDefinition
  /** Of {@link PresetDefinition.variants}, those to write; empty where a call without options decides. */
  readonly variants: readonly PresetVariant[]
  /** Options that somebody typed. */
  readonly options?: Options
}

interface Merged {
  readonly options: Options
  readonly result: Attempt
  readonly carried: readonly CarriedSetting[]
}

/** Takes over one setting after the other; one with which the preset refuses, though it did not before, stays out. */
const merge = (
  base: Options,
  first: Attempt,
  settings: readonly CarriedSetting[],
  { definition, survey }: Context,
): Merged =>
  settings.reduce<Merged>(
    (merged, setting) => {
      const { decision } = setting
      const carried = [...merged.carried, setting]
      if (decision.kind !== 'kept') return { ...merged, carried }
      const options = withOptions(merged.options, decision.options)
      const result = attempt(definition, options, survey.facts)
      const file = result.kind === 'fits' ? fileNotHeld(decision.options, result.stage, survey.facts) : undefined
      const why =
        file === undefined
          ? result.kind === 'refuses' && merged.result.kind === 'fits'
            ? result.error.message
            : undefined
          : `\`${file}\` is not in the image of the preset`
      if (why === undefined) return { options, result, carried }
      return { ...merged, carried: [...merged.carried, { ...setting, decision: left(why) }] }
    },
    { options: base, result: first, carried: [] },
  )

interface Context {
  readonly definition: AnyPresetDefinition
  readonly survey: Survey
}

const draftService = (
  service: DraftService,
  isAbout: boolean,
  context: Context,
): {
  readonly service: DraftService
  readonly carried: readonly CarriedSetting[]
  readonly error?: GenDockerfileError
} => {
  const { definition, survey } = context
  const first = attempt(definition, service.options, survey.facts)
  const old = isAbout && survey.existing?.kind === 'read' ? survey.existing.stage : undefined
  const settings =
    old === undefined
      ? []
      : carryOver({ definition, facts: survey.facts, old, own: first.kind === 'fits' ? first.stage : undefined })
  const { options, result, carried } = merge(service.options, first, settings, context)
  return {
    service: { ...service, options },
    carried,
    ...(result.kind === 'refuses' ? { error: result.error } : {}),
  }
}

const nobody = 'it is not clear which of the services it is about'

/**
 * Makes the draft for a choice, with what the Dockerfile that is there says, and tries each call on the facts.
 *
 * @returns the preset's own refusal where it refuses one of the calls.
 */
export const makeDraft = (survey: Survey, choice: DraftChoice): Draft | GenDockerfileError => {
  const { definition, variants, options: typed = {} } = choice
  const context: Context = { definition, survey }
  const isRecord = variants.length > 1
  const services: readonly DraftService[] = isRecord
    ? variants.map(({ name, options }) => ({ name, options: { ...options, ...typed } }))
    : [{ options: { ...variants[0]?.options, ...typed } }]
  const old = survey.existing?.kind === 'read' ? survey.existing.stage : undefined
  const about = old !== undefined && isRecord ? serviceOf(variants, old)?.name : undefined
  const drafts = services.map((service) => draftService(service, !isRecord || service.name === about, context))
  const error = drafts.find((draft) => draft.error !== undefined)?.error
  if (error !== undefined) return error
  const carried = drafts.flatMap((draft) => draft.carried)
  const unclaimed =
    old === undefined || carried.length > 0 || !isRecord
      ? []
      : carryOver({ definition, facts: survey.facts, old, own: undefined }).map((setting) => ({
          ...setting,
          decision: left(nobody),
        }))
  return { definition, services: drafts.map(({ service }) => service), carried: [...carried, ...unclaimed] }
}

/** Whether nothing says on which port the only service of a draft listens, though the preset has an option for it. */
export const asksForPort = ({ definition, services }: Draft, { facts }: Survey): boolean => {
  const [service, ...others] = services
  if (service === undefined || others.length > 0 || !Object.hasOwn(definition.options.shape, 'port')) return false
  const result = attempt(definition, service.options, facts)
  return result.kind === 'fits' && !result.stage.settings.some(({ kind }) => kind === 'expose')
}
