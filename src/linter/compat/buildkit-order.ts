import type { Analysis } from '../../analysis/analyse.js'
import { parseImageReference } from '../../model/image-reference.js'
import type { Problem } from '../../parser/problem.js'
import type { ToolFinding } from './tool-findings.js'

/**
 * What BuildKit does one after the other, over the whole file each time: it parses lines, reads instructions, looks at
 * names and casing, expands global ARGs, then the FROMs, connects the stages, fetches base images, and runs the
 * instructions. It stops at the first error.
 */
const steps = ['parse', 'read', 'names', 'globals', 'from', 'graph', 'images', 'run'] as const

type BuildStep = (typeof steps)[number]

/** Where each check is made; all others are made when the instructions run. */
const stepOfCheck: Readonly<Record<string, BuildStep>> = {
  NoEmptyContinuation: 'parse',
  StageNameCasing: 'read',
  FromAsCasing: 'read',
  MaintainerDeprecated: 'read',
  InvalidDefinitionDescription: 'read',
  ConsistentInstructionCasing: 'names',
  DuplicateStageName: 'names',
  ReservedStageName: 'names',
  InvalidDefaultArgInFrom: 'names',
  UndefinedArgInFrom: 'from',
  RedundantTargetPlatform: 'from',
  FromPlatformFlagConstDisallowed: 'from',
  InvalidBaseImagePlatform: 'images',
}

/** Checks of a word or a port that are made before the same instruction may be refused. */
const beforeRefusal: readonly string[] = [
  'UndefinedVar',
  'UndefinedArgInFrom',
  'ExposeInvalidFormat',
  'ExposeProtoCasing',
]

/** What BuildKit says when it stops, and where it is then. */
export interface Refusal {
  readonly step: BuildStep
  readonly line: number
  readonly message: string
}

const ofGraph = /invalid stage index|circular dependency|variable expansion is not supported for --from/

const stepOf = ({ phase, instruction, message }: Problem, { document }: Analysis): BuildStep => {
  if (phase === 'read') return 'read'
  if (instruction === undefined) return 'names'
  if (document.args.some((arg): boolean => arg === instruction)) return 'globals'
  if (message.startsWith('failed to parse stage name')) return 'images'
  if (ofGraph.test(message)) return 'graph'
  return instruction.kind === 'from' ? 'from' : 'run'
}

/** What BuildKit refuses of FROMs with the defaults of their variables. */
const refusedBases = ({ stages, globals }: Analysis): readonly Refusal[] =>
  stages.flatMap(({ image, platform, base, stage }): readonly Refusal[] => {
    const line = stage.from.span?.start.line ?? 1
    if (image.error !== undefined || globals.broken) return []
    if (image.value === '') return [{ step: 'from', line, message: `base name (${image.word}) should not be blank` }]
    if (platform?.value === '') {
      return [{ step: 'from', line, message: `empty platform value from expression ${platform.word}` }]
    }
    if (base.kind === 'stage' || parseImageReference(image.value) !== undefined) return []
    const message = `failed to parse stage name "${image.value}": invalid reference format`
    return [{ step: 'images', line, message }]
  })

/** What keeps BuildKit from going on, where something does. */
export const refusalOf = (problems: readonly Problem[], analysis: Analysis): Refusal | undefined => {
  const all = problems
    .filter(({ phase }) => phase !== 'trigger')
    .map((each): Refusal => ({ step: stepOf(each, analysis), line: each.line ?? 1, message: each.message }))
  return [...all, ...refusedBases(analysis)].toSorted(
    (left, right) => steps.indexOf(left.step) - steps.indexOf(right.step) || left.line - right.line,
  )[0]
}

/** Whether BuildKit comes to a check before it stops. */
export const isBefore = (refusal: Refusal, code: string, { finding, line }: ToolFinding): boolean => {
  const step = stepOfCheck[code] ?? 'run'
  const distance = steps.indexOf(step) - steps.indexOf(refusal.step)
  if (distance !== 0) return distance < 0
  // A finding about an instruction that a later one replaces is made at the later one.
  const made = finding.suppressAt?.span?.start.line ?? line
  return made < refusal.line || (made === refusal.line && beforeRefusal.includes(code))
}
