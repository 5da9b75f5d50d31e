import type { Analysis } from '../../analysis/analyse.js'
import type { StageNode, Step } from '../../analysis/stage-node.js'
import type { Stage } from '../../model/document.js'
import { flagValues } from '../../model/flag.js'
import type { CopyInstruction, InstructionBase, StageInstruction } from '../../model/instruction.js'
import { reworded } from './explicit-copies.js'
import { type ParentsSource, readSource } from './parents-source.js'

/** Stages that gather, in one folder, what patterns find in other stages. */
export interface Gathering {
  /** The COPY of what a stage has gathered; `undefined` where no stage can. */
  readonly copy: (instruction: CopyInstruction, step: Step) => CopyInstruction | undefined
  /** The stages that came to be since the last call. */
  readonly stages: () => readonly Stage[]
}

const folder = '/copied'

const comment = 'What is there of these: a COPY of a path that is missing fails.'

/** What a shell takes for the same pattern: a wildcard at the beginning of a name passes names with a dot over. */
const isForShell = ({ path }: ParentsSource): boolean =>
  /^[\w@%+=:,./*?-]+$/.test(path) && !/\*\*|(?:^|\/)[*?-]/.test(path)

const posixShell = /(?:^|\/)(?:ba|da|a)?sh$/

const canRun = ({ facts, end }: StageNode): boolean =>
  facts?.shells.length !== 0 && (end.shell === undefined || posixShell.test(end.shell[0] ?? ''))

const isRoot = ({ end }: StageNode): boolean =>
  end.user === undefined ? end.userSetBy === undefined : /^(?:root|0)(?::|$)/.test(end.user)

/** Copies what is there; what is named without a wildcard has to be. */
const script = (sources: readonly ParentsSource[]): readonly string[] => {
  const pathsWith = (wild: boolean): readonly string[] =>
    sources.filter(({ wildcards }) => (wildcards !== 'none') === wild).map(({ path }) => path)
  const named = pathsWith(false)
  return [
    `mkdir ${folder} && `,
    ...(named.length === 0 ? [] : [`    cp -a --parents ${named.join(' ')} ${folder} && `]),
    `    for path in ${pathsWith(true).join(' ')}; do `,
    `      [ ! -e "$path" ] || cp -a --parents "$path" ${folder} || exit 1; `,
    '    done',
  ]
}

/**
 * Gathers for COPYs with `--parents` what patterns find in a stage, and that may be nothing: a COPY of a missing path fails
 * with most builders. A stage of its own does it, so that nothing else is built on the folder.
 */
export const createGathering = (analysis: Analysis): Gathering => {
  const names = new Set(analysis.names.keys())
  // A stage more would move the positions that these name.
  const isByIndex = analysis.steps('copy', 'add').some(({ copy }) => copy?.from?.kind === 'stage' && copy.from.byIndex)
  const isPosix = analysis.document.directives.escape === '\\'
  const known = new Map<string, string>()
  const made: Stage[] = []

  const newName = (name: string): string => {
    let result = `${name}-copied`
    for (let count = 2; names.has(result.toLowerCase()); count++) result = `${name}-copied-${count}`
    names.add(result.toLowerCase())
    return result
  }

  const gather = (
    node: StageNode,
    name: string,
    sources: readonly ParentsSource[],
    { origin }: InstructionBase,
  ): string => {
    const base = `/${sources[0]?.base ?? ''}`
    const lines = script(sources)
    const key = JSON.stringify([node.index, base, lines])
    const present = known.get(key)
    if (present !== undefined) return present
    const as = newName(name)
    const common = { flags: [], comments: [], ...(origin === undefined ? {} : { origin }) }
    const layout = lines.map((text) => ({ kind: 'code', text }) as const)
    const instructions: readonly StageInstruction[] = [
      ...(isRoot(node) ? [] : [{ ...common, kind: 'user', user: '0' } as const]),
      ...(node.end.workdir === base ? [] : [{ ...common, kind: 'workdir', path: base } as const]),
      {
        ...common,
        kind: 'run',
        command: { form: 'shell', text: lines.join(''), layout },
        heredocs: [],
        comments: [comment],
      },
    ]
    made.push({ from: { ...common, kind: 'from', image: name, as }, instructions })
    known.set(key, as)
    return as
  }

  return {
    copy: (instruction, { copy }) => {
      const from = copy?.from
      if (isByIndex || !isPosix || from?.kind !== 'stage' || flagValues(instruction, 'exclude').length > 0)
        return undefined
      const read = instruction.words.slice(0, -1).map(readSource)
      const sources = read.flatMap((source) => source ?? [])
      const bases = new Set(sources.map(({ base }) => base))
      const isReadable = sources.length === read.length && bases.size === 1 && sources.every(isForShell)
      const isWild = sources.some(({ wildcards }) => wildcards !== 'none')
      if (!isReadable || !isWild || !canRun(from.stage)) return undefined
      const name = gather(from.stage, from.stage.name ?? from.text, sources, instruction)
      const flags = instruction.flags.map((flag) => (flag.name === 'from' ? { ...flag, value: name } : flag))
      return reworded({ ...instruction, flags }, [folder, instruction.words.at(-1) ?? './'])
    },
    stages: () => made.splice(0),
  }
}
