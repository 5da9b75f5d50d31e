import type { DockerfileDocument, Stage } from '../../model/document.js'
import { flagValue, flagValues } from '../../model/flag.js'
import type { CopyInstruction, FromInstruction, RunInstruction } from '../../model/instruction.js'
import { remember } from '../../model/remember.js'
import { goQuote } from '../../words/go-text.js'
import { checkImageName } from './image-name.js'
import { parseCsv, splitField } from './csv.js'
import { parseInteger } from './numbers.js'
import type { WordReader } from './row.js'

/** Where a document's stages stand, for the checks that look from one stage at another. */
export interface StageScope {
  readonly stages: readonly Stage[]
  /** The last stage of each name. */
  readonly byName: ReadonlyMap<string, number>
  /** The first stage of each name. */
  readonly firstByName: ReadonlyMap<string, number>
  readonly words: WordReader
}

/** The scope of a document's stages. */
export const stageScope = (document: DockerfileDocument, words: WordReader): StageScope => {
  const byName = new Map<string, number>()
  const firstByName = new Map<string, number>()
  for (const [index, { from }] of document.stages.entries()) {
    if (from.as === undefined) continue
    const name = from.as.toLowerCase()
    byName.set(name, index)
    if (!firstByName.has(name)) firstByName.set(name, index)
  }
  return { stages: document.stages, byName, firstByName, words }
}

const nameOf = ({ stages }: StageScope, index: number): string =>
  stages[index]?.from.as?.toLowerCase() ?? `stage-${index}`

/** The same few images are named everywhere. */
const imageMessage = remember((name: string): string | undefined => {
  const message = checkImageName(name)
  return message === undefined ? undefined : `failed to parse stage name ${goQuote(name)}: ${message}`
})

/** BuildKit's message about the image of FROM. */
export const checkBase = (scope: StageScope, from: FromInstruction, index: number): string | undefined => {
  const image = scope.words.constant(from.image)
  if (image === undefined) return undefined
  if (image === '') return `base name (${from.image}) should not be blank`
  const isStage = (scope.firstByName.get(image) ?? index) < index
  return isStage ? undefined : imageMessage(image)
}

const circular = (scope: StageScope, index: number): string =>
  `circular dependency detected on stage: ${nameOf(scope, index)}`

const copyVariable =
  'variable expansion is not supported for --from, ' +
  'define a new stage with FROM using ARG from global scope as a workaround'

/** BuildKit's message about `COPY --from=` in the stage at `index`. */
export const checkCopyFrom = (scope: StageScope, copy: CopyInstruction, index: number): string | undefined => {
  const from = flagValue(copy, 'from')
  if (from === undefined || from === '') return undefined
  const flaw = scope.words.flaw([from])
  if (flaw !== undefined) return flaw
  // A variable has no value here, so that only a text without quotes, escapes and variables stays what it is.
  if (scope.words.constant(from) !== from) return copyVariable
  const number = parseInteger(from, 64)
  const isIndex = typeof number === 'bigint'
  if (isIndex && (number < 0n || number >= BigInt(scope.stages.length))) return `invalid stage index ${number}`
  const source = isIndex ? Number(number) : scope.byName.get(from.toLowerCase())
  if (source === undefined) return imageMessage(from)
  if (source === index) return circular(scope, index)
  return source > index
    ? `cannot copy from stage ${goQuote(from)}, it needs to be defined before current stage ${goQuote(nameOf(scope, index))}`
    : undefined
}

const mountSource = remember((text: string): { from: string; target: string } | undefined => {
  const fields = parseCsv(text)
  if ('error' in fields) return undefined
  let from = ''
  let target = ''
  for (const { key, value = '' } of fields.map(splitField)) {
    if (key === 'from') from = value
    if (key === 'target' || key === 'dst' || key === 'destination') target = value
  }
  return { from, target }
})

/** BuildKit's message about the `from` of a mount in the stage at `index`. */
export const checkMountFrom = (scope: StageScope, run: RunInstruction, index: number): string | undefined => {
  for (const text of flagValues(run, 'mount')) {
    const mount = mountSource(text)
    if (mount === undefined || mount.from === '') continue
    const source = scope.byName.get(mount.from.toLowerCase())
    if (source === index) return circular(scope, index)
    if (source !== undefined && source > index) {
      const names = `stage ${goQuote(mount.from)} to ${goQuote(mount.target)}`
      return `cannot mount from ${names}, stage needs to be defined before current command`
    }
    const message = source === undefined ? imageMessage(mount.from) : undefined
    if (message !== undefined) return message
  }
  return undefined
}
