import { analyse } from '../../src/analysis/analyse.js'
import type { StageNode, Step } from '../../src/analysis/stage-node.js'
import type { Command } from '../../src/model/command.js'
import type { DockerfileDocument } from '../../src/model/document.js'
import type { StageInstruction } from '../../src/model/instruction.js'

/** What an image promises to whoever runs it, as its Dockerfile says. */
export interface Contract {
  /** As EXPOSE says them. */
  readonly ports: readonly string[]
  /** `10001:10001`, or what the base image has. */
  readonly user: string
  /** The folder that the program starts in. */
  readonly workdir: string
  readonly entrypoint?: Command
  readonly cmd?: Command
  /** Absent for SIGTERM, which Docker sends by default. */
  readonly signal?: string
  /** Absent where there is none. */
  readonly healthcheck?: Command
  readonly labels: readonly string[]
  readonly volumes: readonly string[]
  /** Folders that are made for the user. */
  readonly writable: readonly string[]
}

/** The instructions that make an image, those of the stages it starts from first. */
const stepsOf = (stage: StageNode): readonly Step[] => [
  ...(stage.base.kind === 'stage' ? stepsOf(stage.base.stage) : []),
  ...stage.steps,
]

const absolute = (folder: string, workdir: string | undefined): string =>
  (folder.startsWith('/') ? folder : `${workdir ?? ''}/${folder}`).replace(/\/+$/, '')

/** `install -d -o UID …`, or an empty folder that is copied with an owner. */
const madeBy = ({ instruction, before, copy }: Step, uid: string): readonly string[] => {
  if (instruction.kind === 'run' && instruction.command.form === 'shell') {
    const [, folders = ''] = new RegExp(`install -d -o ${uid} -g ${uid} (.+)`).exec(instruction.command.text) ?? []
    return folders.split(' ').flatMap((folder) => (folder === '' ? [] : absolute(folder, before.workdir)))
  }
  return copy?.chown?.value.startsWith(`${uid}:`) === true && copy.destination.value.endsWith('/')
    ? [absolute(copy.destination.value, before.workdir)]
    : []
}

/** The contract of a stage, by default of the last one. */
export const contractOf = (document: DockerfileDocument, target?: string): Contract => {
  const { last, names } = analyse(document)
  const stage = target === undefined ? last : names.get(target)
  if (stage === undefined) throw new Error(`there is no stage \`${target ?? ''}\``)
  const steps = stepsOf(stage)
  const all = <Kind extends StageInstruction['kind']>(kind: Kind) =>
    steps.flatMap(({ instruction }) =>
      instruction.kind === kind ? [instruction as Extract<StageInstruction, { kind: Kind }>] : [],
    )
  const user = stage.end.user ?? ''
  const entrypoint = all('entrypoint').at(-1)?.command
  const cmd = all('cmd').at(-1)?.command
  const signal = all('stopsignal').at(-1)?.signal
  const healthcheck = all('healthcheck').at(-1)?.command
  return {
    ports: [...new Set(all('expose').flatMap(({ ports }) => ports))],
    user,
    workdir: stage.end.workdir ?? '',
    ...(entrypoint === undefined ? {} : { entrypoint }),
    ...(cmd === undefined ? {} : { cmd }),
    ...(signal === undefined ? {} : { signal }),
    ...(healthcheck === undefined ? {} : { healthcheck }),
    labels: all('label').flatMap(({ pairs }) => pairs.map(({ name }) => name)),
    volumes: all('volume').flatMap(({ paths }) => paths),
    writable: steps.flatMap((step) => madeBy(step, user.split(':')[0] ?? '')),
  }
}
