import type { Directives, DockerfileDocument, Stage } from '../model/document.js'
import type { Flag } from '../model/flag.js'
import type { ArgInstruction, StageInstruction } from '../model/instruction.js'
import { GenDockerfileError } from '../model/error.js'
import { brandOf } from './brand.js'
import { commentLines } from './comment.js'
import type { CheckOptions, DockerfileBuilder, DockerfileOptions } from './dockerfile.js'
import { isDockerfile } from './dockerfile.js'
import { argDeclaration } from './instructions/arg.js'
import { orderStages, referencesOf } from './reachable.js'
import { refuse, show } from './refuse.js'
import { entriesOf, isStage, state, type AnyStage, type StageEdit } from './stage-value.js'
import type { LowerContext } from './step.js'
import type { Suppression } from './suppression.js'

/** A suppression and the stage that it is for; without one it is for the whole document. */
export interface PlacedSuppression extends Suppression {
  readonly stage?: number
}

/** A built document with what belongs to it outside of the text. */
export interface Assembled {
  readonly document: DockerfileDocument
  readonly suppressions: readonly PlacedSuppression[]
  /** The targets by name or, unnamed, by position; the last is the default. */
  readonly targets: readonly string[]
  readonly file?: string
  readonly context?: string
  /** A hand-made ignore file, false for none, or `merge` to add what somebody wrote; else it is derived. */
  readonly ignore?: NonNullable<DockerfileOptions['ignore']>
}

/** What can be assembled. */
export type Buildable = AnyStage | DockerfileBuilder

/**
 * Makes the document of a stage or dockerfile builder: collects the stages, orders and names them, and turns the calls
 * into instructions.
 *
 * @throws GenDockerfileError `duplicate-stage-name`, `image-is-a-stage`, `trailing-comment`, `unresolved-preset`, `invalid-value`
 */
export const assemble = (value: Buildable): Assembled => {
  if (isStage(value)) return assembleDocument({ targets: [value] }, [], [])
  if (isDockerfile(value)) {
    const { edits, suppressions, amendments = [] } = value[state]
    const assembled = assembleDocument(value[state], edits, suppressions)
    return { ...assembled, document: amendments.reduce((document, change) => change(document), assembled.document) }
  }
  if (brandOf(value) === 'preset') {
    return refuse(
      'unresolved-preset',
      'A preset has no text before it knows the repository.',
      'Pass `resolve(preset, facts)`.',
    )
  }
  const hint = brandOf(value) === 'unstarted-stage' ? 'Give the stage its base with `.from(…)` first.' : undefined
  return refuse('invalid-value', `Expected a stage or a dockerfile, not ${show(value)}.`, hint)
}

const assembleDocument = (
  options: DockerfileOptions,
  edits: readonly StageEdit[],
  suppressions: readonly Suppression[],
): Assembled => {
  const { stages, finalOf } = orderStages(options.targets, edits)
  const names = nameStages(stages, finalOf)
  const escape = options.escape ?? '\\'
  const taken = new Set(names.values())
  const context: LowerContext = {
    escape,
    nameOf: (stage) => names.get(finalOf(stage)[state]) ?? '',
    external: (image) => (taken.has(image.toLowerCase()) ? refuseImage(image) : image),
  }
  const lowered = stages.map((stage) => lowerStage(stage, names.get(stage[state]), context))
  checkDefaultTarget(options.targets.map(finalOf), stages)
  const placed = mergeEqualStages(lowered)
  const last = options.targets.map((target) => context.nameOf(target))
  const { file, context: buildContext, ignore } = options
  return {
    document: {
      kind: 'document',
      directives: directivesOf(options, escape),
      header: options.comment === undefined ? [] : commentLines(options.comment),
      args: globalArgs(options, escape),
      stages: placed,
      trailer: [],
    },
    suppressions: [
      ...suppressions,
      ...stages.flatMap((stage, index) => stageSuppressions(stage, placed, lowered[index])),
    ],
    targets: last.map((name) => (name === '' ? String(placed.length - 1) : name)),
    ...(file === undefined ? {} : { file }),
    ...(buildContext === undefined ? {} : { context: buildContext }),
    ...(ignore === undefined ? {} : { ignore }),
  }
}

/** A build without `--target` gives the last stage of the file, so the last target must be that. */
const checkDefaultTarget = (targets: readonly AnyStage[], stages: readonly AnyStage[]): void => {
  const target = targets.at(-1)
  const last = stages.at(-1)
  if (!target || !last || target[state] === last[state]) return
  const name = (stage: AnyStage): string => `\`${stage[state].name ?? 'unnamed'}\``
  refuse(
    'default-target-not-last',
    `The last target ${name(target)} must stand at the end of the file, but ${name(last)} is built on it.`,
    `Let both start from a stage of their own, or put ${name(last)} last.`,
  )
}

const refuseImage = (image: string): never =>
  refuse(
    'image-is-a-stage',
    `\`${image}\` is also the name of a stage of this document, which Docker would take instead of the image.`,
    'Pass the stage itself, or rename it.',
  )

/** The names of the stages by their state: what was given, else `stage-N` for those that are referred to. */
const nameStages = (
  stages: readonly AnyStage[],
  finalOf: (stage: AnyStage) => AnyStage,
): ReadonlyMap<unknown, string> => {
  const referred = new Set<unknown>()
  for (const stage of stages) for (const each of referencesOf(stage)) referred.add(finalOf(each)[state])
  const names = new Map<unknown, string>()
  stages.forEach((stage, index) => {
    const name = stage[state].name ?? (referred.has(stage[state]) ? `stage-${index}` : undefined)
    if (name !== undefined) names.set(stage[state], name)
  })
  return names
}

const lowerStage = (stage: AnyStage, name: string | undefined, context: LowerContext): Stage => {
  const { base, platform, comment, origin } = stage[state]
  const flags: readonly Flag[] = platform === undefined ? [] : [{ name: 'platform', value: platform }]
  return {
    from: {
      kind: 'from',
      flags,
      comments: comment,
      image: isStage(base) ? context.nameOf(base) : context.external(base),
      ...(name === undefined ? {} : { as: name }),
      ...(origin ? { origin } : {}),
    },
    instructions: lowerEntries(stage, context),
  }
}

const none: readonly string[] = []

const lowerEntries = (stage: AnyStage, context: LowerContext): readonly StageInstruction[] => {
  const instructions: StageInstruction[] = []
  let comments = none
  for (const entry of entriesOf(stage)) {
    if (entry.kind === 'comment') comments = comments.length === 0 ? entry.lines : [...comments, ...entry.lines]
    if (entry.kind !== 'step') continue
    const { step, origin } = entry
    for (const draft of step.lower(context)) {
      const own = 'comments' in draft ? (draft.comments as readonly string[]) : none
      const all = own.length === 0 ? comments : [...comments, ...own]
      instructions.push(origin === undefined ? { ...draft, comments: all } : { ...draft, comments: all, origin })
      comments = none
    }
  }
  if (comments.length > 0) {
    refuse(
      'trailing-comment',
      `The comment ${show(comments.join('\n'))} stands behind the last instruction of its stage.`,
      'A comment describes the instruction that follows it.',
    )
  }
  return instructions
}

/** Two stages of one name must be the same; then one of them is enough. */
const mergeEqualStages = (stages: readonly Stage[]): readonly Stage[] => {
  const byName = new Map<string, Stage>()
  return stages.filter((stage) => {
    const name = stage.from.as
    if (name === undefined) return true
    const first = byName.get(name)
    byName.set(name, first ?? stage)
    if (!first) return true
    if (contentOf(first) === contentOf(stage)) return false
    throw new GenDockerfileError({
      code: 'duplicate-stage-name',
      message: `Two different stages of this document are called \`${name}\`.`,
      hint: `Builders are values: every method gives a new one. Refer to the same one everywhere, or name the other with \`.as('…')\`.`,
      ...(stage.from.origin ? { place: stage.from.origin } : {}),
    })
  })
}

const contentOf = (stage: Stage): string =>
  JSON.stringify(stage, (key, value: unknown) => (key === 'origin' ? undefined : value))

const stageSuppressions = (
  stage: AnyStage,
  placed: readonly Stage[],
  lowered: Stage | undefined,
): readonly PlacedSuppression[] => {
  const own: Suppression[] = []
  for (const entry of entriesOf(stage)) if (entry.kind === 'ignore') own.push(entry.suppression)
  if (own.length === 0) return own
  const index = placed.findIndex(
    (each) => each === lowered || (each.from.as !== undefined && each.from.as === lowered?.from.as),
  )
  return own.map((suppression) => ({ ...suppression, stage: index }))
}

const globalArgs = (options: DockerfileOptions, escape: LowerContext['escape']): readonly ArgInstruction[] =>
  Object.entries(options.args ?? {}).map(([name, value]) => ({
    kind: 'arg',
    flags: [],
    comments: [],
    args: [argDeclaration(name, value, { escape })],
  }))

const directivesOf = (options: DockerfileOptions, escape: LowerContext['escape']): Directives => {
  const { syntax = 'docker/dockerfile:1' } = options
  const check = options.check && checkDirective(options.check)
  return { ...(syntax === false ? {} : { syntax }), escape, ...(check ? { check } : {}) }
}

const checkNames = (value: 'all' | readonly string[], what: string): string => {
  const names = value === 'all' ? ['all'] : value
  for (const name of names) {
    if (!/^\w+$/.test(name))
      refuse(
        'invalid-check',
        `${show(name)} in \`check.${what}\` is not the name of a check.`,
        'Names look like `JSONArgsRecommended`.',
      )
  }
  return names.join(',')
}

const checkDirective = ({ skip, experimental, error, ...rest }: CheckOptions): string => {
  for (const key of Object.keys(rest))
    refuse('invalid-check', `The \`check\` option has no \`${key}\`.`, 'It has `skip`, `experimental` and `error`.')
  const parts: string[] = []
  if (skip !== undefined && skip.length > 0) parts.push(`skip=${checkNames(skip, 'skip')}`)
  if (error !== undefined) parts.push(`error=${error}`)
  if (experimental !== undefined && experimental.length > 0)
    parts.push(`experimental=${checkNames(experimental, 'experimental')}`)
  return parts.join(';')
}
