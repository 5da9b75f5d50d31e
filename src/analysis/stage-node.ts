import type { ImageFacts } from '../images/index.js'
import type { Stage } from '../model/document.js'
import type { Instruction, StageInstruction } from '../model/instruction.js'
import type { Expansion, Scope } from './expansion.js'
import type { Mount } from './mount.js'

/** The configuration of an image, as a registry gives it. */
export interface ImageConfig {
  /** `NAME=value` */
  readonly env?: readonly string[]
  readonly shell?: readonly string[]
  readonly user?: string
  readonly workdir?: string
  readonly os?: string
  readonly architecture?: string
}

/** What a FROM stands for. */
export type Base =
  | { readonly kind: 'stage'; readonly stage: StageNode }
  | {
      readonly kind: 'image'
      /** The name with its variables at their defaults. */
      readonly reference: string
      /** Absent for an image that the table does not know, and where the name is not certain. */
      readonly facts?: ImageFacts
      readonly config?: ImageConfig
    }

/** What is in force where an instruction stands. */
export interface State {
  /** Absolute; `undefined` where it depends on an image that is not known. */
  readonly workdir: string | undefined
  /** Whether a WORKDIR of this file set it. */
  readonly workdirSet: boolean
  /** As USER says it, or as the base image has it; `undefined` where that is not known. */
  readonly user: string | undefined
  /** The last USER of this file. */
  readonly userSetBy: Instruction | undefined
  /** What SHELL, here or in the image's known configuration, says; `undefined` for the default. */
  readonly shell: readonly string[] | undefined
}

/** An instruction of a stage and what it means there. */
export interface Step<Each extends StageInstruction = StageInstruction> {
  readonly instruction: Each
  /** Where a finding about it belongs: the FROM for what an ONBUILD of the base stage runs. */
  readonly place: Instruction
  readonly stage: StageNode
  /** Its position in the stage. */
  readonly index: number
  readonly before: State
  /** The words in which BuildKit looks for undefined variables, in its order. */
  readonly words: readonly Expansion[]
  /** Names in them that no ARG, ENV or base image sets; once for each word that has them. */
  readonly undefinedNames: readonly string[]
  /** For COPY and ADD. */
  readonly copy?: CopyMeaning
  /** For RUN. */
  readonly mounts?: readonly MountMeaning[]
  /** For WORKDIR, USER: the expanded value. */
  readonly value?: Expansion
  /** For EXPOSE. */
  readonly ports?: readonly Expansion[]
}

/** What a COPY or ADD says. */
export interface CopyMeaning {
  /** Without heredocs. */
  readonly sources: readonly Expansion[]
  /** For each source, what matches it whatever `--build-arg` says. */
  readonly globs: readonly string[]
  readonly destination: Expansion
  /** What `--from` means. */
  readonly from?: Origin
  readonly chown?: Expansion
}

/** A `--mount` with its values expanded. */
export interface MountMeaning {
  readonly mount: Mount
  readonly source?: Expansion
  /** What matches the source whatever `--build-arg` says. */
  readonly glob?: string
  readonly target?: Expansion
  readonly from?: Origin
}

/** What `--from` or a mount's `from` refers to. */
export type Origin =
  | { readonly kind: 'stage'; readonly stage: StageNode; readonly text: string; readonly byIndex: boolean }
  | { readonly kind: 'image'; readonly reference: string; readonly facts?: ImageFacts }
  | { readonly kind: 'bad-index'; readonly text: string }

/** A stage and what it means. */
export interface StageNode {
  readonly index: number
  readonly stage: Stage
  /** In lower case; absent for a stage without a name. */
  readonly name?: string
  /** For people: `build`, or `stage 2` counting from 0. */
  readonly label: string
  readonly base: Base
  /** The image word of FROM with its variables resolved. */
  readonly image: Expansion
  readonly platform?: Expansion
  /** Facts of the image at the bottom of the chain of stages. */
  readonly facts: ImageFacts | undefined
  /** The configuration of that image, where the caller knows it. */
  readonly config: ImageConfig | undefined
  readonly steps: readonly Step[]
  /** What is in force at the end. */
  readonly end: State
  /** The variables at the end. */
  readonly scope: Scope
  /** Names that some ARG of this stage or its bases declares. */
  readonly declared: ReadonlySet<string>
  /** Whether all variables of the base image are known, so that any other name is undefined. */
  readonly envKnown: boolean
}
