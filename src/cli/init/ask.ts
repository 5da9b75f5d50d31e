import { type GenDockerfileError, isGenDockerfileError } from '../../model/error.js'
import type { AnyPresetDefinition, PresetVariant } from '../../presets/define-preset.js'
import { detected } from '../../scaffold/detected.js'
import { asksForPort, type Draft, type DraftChoice, makeDraft } from '../../scaffold/draft.js'
import type { Survey } from '../../scaffold/survey.js'
import type * as prompting from './prompts.js'

/** What somebody at a terminal answered. */
export interface Answers {
  readonly draft: Draft | GenDockerfileError
  readonly gitAttributes: boolean
}

type Prompts = typeof prompting

/** Stands for Ctrl-C at any of the questions. */
const cancelled = Symbol('cancelled')

const answered = <Answer>(prompts: Prompts, answer: Answer | symbol): Answer => {
  if (prompts.isCancel(answer)) throw cancelled
  return answer as Answer
}

const askPreset = async (prompts: Prompts, candidates: readonly AnyPresetDefinition[]) => {
  const [best, ...others] = candidates
  if (best === undefined || others.length === 0) return best
  const name = answered<string>(
    prompts,
    await prompts.select({
      message: 'Which preset?',
      options: candidates.map(({ name, summary }) => ({ value: name, label: name, hint: summary })),
    }),
  )
  return candidates.find((each) => each.name === name)
}

const askVariants = async (prompts: Prompts, variants: readonly PresetVariant[]): Promise<readonly PresetVariant[]> => {
  if (variants.length < 2) return variants
  const names = variants.map(({ name }) => name)
  const chosen = answered<readonly string[]>(
    prompts,
    await prompts.multiselect({
      message: 'Which programs get an image?',
      options: variants.map(({ name, options }) => ({
        value: name,
        label: name,
        hint: Object.values(options).join(' '),
      })),
      initialValues: names,
    }),
  )
  return variants.filter(({ name }) => chosen.includes(name))
}

const isPort = (text: string): boolean => /^[1-9]\d{0,4}$/.test(text) && Number(text) <= 65_535

const askPort = async (prompts: Prompts): Promise<Readonly<Record<string, unknown>>> => {
  const text = answered<string | undefined>(
    prompts,
    await prompts.text({
      message: 'Which port does the service listen on?',
      placeholder: 'none',
      validate: (value) =>
        value === undefined || value === '' || isPort(value) ? undefined : 'A number from 1 to 65535, or nothing.',
    }),
  )
  return text === undefined || text === '' ? {} : { port: Number(text) }
}

/** What becomes of an ignore file that is there, where nothing was said about it. */
const askIgnore = async (
  prompts: Prompts,
  { ownIgnore }: Survey,
  mergesIgnore: boolean | undefined,
): Promise<boolean> => {
  if (ownIgnore === undefined || mergesIgnore !== undefined) return mergesIgnore ?? false
  return answered<boolean>(
    prompts,
    await prompts.select({
      message: `\`${ownIgnore}\` is yours. What becomes of its patterns?`,
      options: [
        { value: false, label: 'keep', hint: 'the generated file stands beside it and replaces it' },
        { value: true, label: 'merge', hint: 'the generated file ends with them' },
      ],
    }),
  )
}

const askDraft = async (prompts: Prompts, survey: Survey, definition: AnyPresetDefinition) => {
  const variants = await askVariants(prompts, definition.variants?.(survey.facts) ?? [])
  const choice: DraftChoice = { definition, variants }
  const draft = makeDraft(survey, choice)
  if (isGenDockerfileError(draft) || !asksForPort(draft, survey)) return draft
  return makeDraft(survey, { ...choice, options: await askPort(prompts) })
}

/**
 * Asks what the facts do not decide.
 *
 * @returns `undefined` when somebody pressed Ctrl-C.
 */
export const ask = async (
  survey: Survey,
  candidates: readonly AnyPresetDefinition[],
  options: { readonly gitAttributes: boolean; readonly mergesIgnore: boolean | undefined },
): Promise<Answers | undefined> => {
  const prompts = await import('./prompts.js')
  try {
    prompts.intro(`gen-dockerfile init: ${detected(survey.facts) || 'no manifest found'}`)
    const definition = await askPreset(prompts, candidates)
    if (definition === undefined) return undefined
    const draft = await askDraft(prompts, survey, definition)
    if (isGenDockerfileError(draft)) return { draft, gitAttributes: false }
    const mergesIgnore = await askIgnore(prompts, survey, options.mergesIgnore)
    const gitAttributes =
      options.gitAttributes &&
      answered<boolean>(
        prompts,
        await prompts.confirm({ message: 'Mark the generated files in .gitattributes?', initialValue: true }),
      )
    prompts.outro('Writing dockerfile.ts')
    return { draft: { ...draft, mergesIgnore }, gitAttributes }
  } catch (error) {
    if (error === cancelled) return undefined
    throw error
  }
}
