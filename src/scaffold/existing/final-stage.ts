import { analyse } from '../../analysis/analyse.js'
import { cleanPosix, resolvePosix } from '../../analysis/posix-path.js'
import type { StageNode, Step } from '../../analysis/stage-node.js'
import type { DockerfileDocument } from '../../model/document.js'
import type { Instruction } from '../../model/instruction.js'
import type { FinalStage, HealthcheckSetting, PairSetting, Setting, StartSetting } from './setting.js'

const at = (instruction: Instruction): { readonly line?: number } =>
  instruction.span === undefined ? {} : { line: instruction.span.start.line }

/** The stages whose instructions are in force in a stage: its bases in this file, then itself. */
const chainOf = (stage: StageNode | undefined): readonly StageNode[] =>
  stage === undefined ? [] : [...chainOf(stage.base.kind === 'stage' ? stage.base.stage : undefined), stage]

const pairsOf = ({ instruction, words }: Step): readonly PairSetting[] => {
  if (instruction.kind !== 'env' && instruction.kind !== 'label') return []
  const { kind, pairs } = instruction
  return pairs.flatMap((_, index) => {
    const [name, value] = [words[2 * index], words[2 * index + 1]]
    return name === undefined || value === undefined ? [] : [{ kind, ...at(instruction), name: name.value, value }]
  })
}

/** ENTRYPOINT forgets the CMD of the stages below, as BuildKit's dispatchEntrypoint does. */
const startOf = (chain: readonly StageNode[]): StartSetting | undefined => {
  let start: StartSetting | undefined
  for (const stage of chain) {
    let hasOwnCmd = false
    for (const { instruction } of stage.steps) {
      if (instruction.kind === 'cmd') {
        hasOwnCmd = true
        start = { ...start, kind: 'start', ...at(instruction), cmd: instruction.command }
      }
      if (instruction.kind === 'entrypoint') {
        const cmd = hasOwnCmd ? start?.cmd : undefined
        start = {
          kind: 'start',
          ...at(instruction),
          entrypoint: instruction.command,
          ...(cmd === undefined ? {} : { cmd }),
        }
      }
    }
  }
  return start
}

const healthcheckOf = (steps: readonly Step[]): HealthcheckSetting | undefined => {
  const last = steps.map(({ instruction }) => instruction).findLast(({ kind }) => kind === 'healthcheck')
  if (last?.kind !== 'healthcheck' || last.command === undefined) return undefined
  return { kind: 'healthcheck', ...at(last), command: last.command, flags: last.flags.map(({ name }) => `--${name}`) }
}

const volumesOf = (steps: readonly Step[]): Setting | undefined => {
  const volumes = steps.filter(({ instruction }) => instruction.kind === 'volume')
  const [first] = volumes
  if (first === undefined) return undefined
  return { kind: 'volume', ...at(first.instruction), paths: volumes.flatMap(({ words }) => words) }
}

const lastWord = (steps: readonly Step[], kind: 'user' | 'stopsignal'): Setting | undefined => {
  const step = steps.findLast(({ instruction }) => instruction.kind === kind)
  const value = step?.value ?? step?.words[0]
  return step === undefined || value === undefined ? undefined : { kind, ...at(step.instruction), value }
}

const baseOf = (stage: StageNode | undefined): Pick<FinalStage, 'base'> =>
  stage === undefined || stage.base.kind === 'stage'
    ? {}
    : { base: { kind: 'base', ...at(stage.stage.from), image: stage.base.reference } }

/** Where the sources of a COPY come to lie; a folder without `--parents` is replaced by what is in it. */
const placesOf = ({ instruction, copy, before }: Step): readonly string[] => {
  if (copy === undefined) return []
  const destination = resolvePosix(before.workdir ?? '/', copy.destination.value)
  const keepsParents = instruction.kind === 'copy' && instruction.flags.some(({ name }) => name === 'parents')
  const isFolder = copy.sources.length > 1 || /(?:^|\/)\.?$/.test(copy.destination.value)
  return copy.sources.map(({ value }) => {
    const path = cleanPosix(keepsParents ? (value.split('/./').at(-1) ?? value) : (value.split('/').at(-1) ?? value))
    return keepsParents || (isFolder && path !== '.') ? resolvePosix(destination, path) : destination
  })
}

/** The last of those that say the same thing. */
const lastOfEach = <Each>(items: readonly Each[], key: (item: Each) => string): readonly Each[] => [
  ...new Map(items.map((item) => [key(item), item])).values(),
]

/**
 * What a document says about the running container: what its last stage sets and what that inherits from the stages of
 * the same file, each thing as it is in the end.
 */
export const finalStage = (document: DockerfileDocument): FinalStage => {
  const analysis = analyse(document)
  const chain = chainOf(analysis.last)
  const steps = chain.flatMap((stage) => stage.steps)
  const ports = steps.flatMap(({ instruction, ports: words = [] }) =>
    words.map((port): Setting => ({ kind: 'expose', ...at(instruction), port })),
  )
  const settings: readonly (Setting | undefined)[] = [
    ...lastOfEach(ports, (setting) => (setting.kind === 'expose' ? setting.port.value : '')),
    ...lastOfEach(steps.flatMap(pairsOf), ({ kind, name }) => `${kind} ${name}`),
    lastWord(steps, 'user'),
    lastWord(steps, 'stopsignal'),
    volumesOf(steps),
    healthcheckOf(steps),
    startOf(chain),
  ]
  return {
    ...baseOf(chain[0]),
    settings: settings.filter((setting) => setting !== undefined).sort((a, b) => (a.line ?? 0) - (b.line ?? 0)),
    workdir: analysis.last?.end.workdir,
    written: steps.flatMap(({ copy, before }) =>
      copy === undefined ? [] : [resolvePosix(before.workdir ?? '/', copy.destination.value)],
    ),
    holds: steps.flatMap(placesOf),
    artifacts: steps.flatMap(({ copy }) =>
      copy?.from === undefined ? [] : [...copy.sources, copy.destination].map(({ value }) => value),
    ),
    scripts: analysis
      .steps('run')
      .map(({ instruction }) =>
        instruction.command.form === 'shell' ? instruction.command.text : instruction.command.args.join(' '),
      ),
  }
}
