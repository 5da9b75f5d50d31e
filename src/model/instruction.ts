import type { Command, LayoutLine } from './command.js'
import type { Flag } from './flag.js'
import type { Heredoc } from './heredoc.js'
import type { Place, Span } from './place.js'

/** What every instruction has. */
export interface InstructionBase {
  readonly flags: readonly Flag[]
  /** Comment lines directly above, without `#` and the one blank after it. */
  readonly comments: readonly string[]
  /** Where it stands in a parsed Dockerfile. */
  readonly span?: Span
  /** The user's place in `dockerfile.ts` for a built one. */
  readonly origin?: Place
  /** The keyword as it was written, when that is not upper case. */
  readonly keyword?: string
  /** Whether a blank line stands above (its comments). */
  readonly blankAbove?: boolean
  /** Comment lines inside continuations, for instructions whose command has no layout of its own. */
  readonly innerComments?: readonly string[]
  /** Groups of comment lines further up, behind the instruction before: a blank line follows each group. */
  readonly detachedComments?: readonly (readonly string[])[]
  /**
   * How the arguments (with the keyword and the flags, without continuations) were spread over several lines, for
   * instructions whose command has no layout of its own.
   */
  readonly layout?: readonly LayoutLine[]
  /** The last line of a continuation with a blank line in it, which BuildKit is going to refuse one day. */
  readonly emptyContinuation?: number
}

/**
 * `FROM image AS name`. `image` is a Dockerfile word: it may hold `$ARG`s and, for a parsed document, the name of an
 * earlier stage.
 */
export interface FromInstruction extends InstructionBase {
  readonly kind: 'from'
  readonly image: string
  readonly as?: string
  /** How AS was written when not in upper case. */
  readonly asKeyword?: string
}

/** One `NAME[=default]` of an ARG; the value is a Dockerfile word. */
export interface ArgDeclaration {
  readonly name: string
  readonly value?: string
}

/** `ARG NAME=default …` */
export interface ArgInstruction extends InstructionBase {
  readonly kind: 'arg'
  readonly args: readonly ArgDeclaration[]
}

/** One `name=value`; the value is a Dockerfile word with its quotes and escapes; a blank separator is the old form. */
export interface KeyValue {
  readonly name: string
  readonly value: string
  readonly separator: '=' | ' ' | ''
}

/** `ENV NAME=value …` */
export interface EnvInstruction extends InstructionBase {
  readonly kind: 'env'
  readonly pairs: readonly KeyValue[]
}

/** `LABEL name=value …` */
export interface LabelInstruction extends InstructionBase {
  readonly kind: 'label'
  readonly pairs: readonly KeyValue[]
}

/** `WORKDIR /path`; the path is a Dockerfile word, to the end of the line. */
export interface WorkdirInstruction extends InstructionBase {
  readonly kind: 'workdir'
  readonly path: string
}

/** `USER name[:group]` */
export interface UserInstruction extends InstructionBase {
  readonly kind: 'user'
  readonly user: string
}

/** `RUN …`; heredocs are part of a shell command: `cat <<EOF`, or the whole of it: `<<EOF`. */
export interface RunInstruction extends InstructionBase {
  readonly kind: 'run'
  readonly command: Command
  readonly heredocs: readonly Heredoc[]
}

/**
 * `COPY source… destination` and `ADD …`. `words` are the sources and, last, the destination, as Dockerfile words
 * (before the expansion of `$NAME`, quotes and escapes); a source `<<NAME` stands for the heredoc of that name.
 */
export interface CopyInstruction extends InstructionBase {
  readonly kind: 'copy'
  readonly words: readonly string[]
  readonly json: boolean
  readonly heredocs: readonly Heredoc[]
}

/** See {@link CopyInstruction}. */
export interface AddInstruction extends InstructionBase {
  readonly kind: 'add'
  readonly words: readonly string[]
  readonly json: boolean
  readonly heredocs: readonly Heredoc[]
}

/** `EXPOSE 8080/tcp …` */
export interface ExposeInstruction extends InstructionBase {
  readonly kind: 'expose'
  readonly ports: readonly string[]
}

/** `VOLUME ["/data"]` */
export interface VolumeInstruction extends InstructionBase {
  readonly kind: 'volume'
  readonly paths: readonly string[]
  readonly json: boolean
}

/** `CMD …` */
export interface CmdInstruction extends InstructionBase {
  readonly kind: 'cmd'
  readonly command: Command
}

/** `ENTRYPOINT …` */
export interface EntrypointInstruction extends InstructionBase {
  readonly kind: 'entrypoint'
  readonly command: Command
}

/** `HEALTHCHECK [flags] CMD …` or, without a command, `HEALTHCHECK NONE`. */
export interface HealthcheckInstruction extends InstructionBase {
  readonly kind: 'healthcheck'
  readonly command?: Command
  /** The word that stood for CMD or NONE when not in upper case. */
  readonly type?: string
}

/** `SHELL ["/bin/bash", "-c"]` */
export interface ShellInstruction extends InstructionBase {
  readonly kind: 'shell'
  readonly args: readonly string[]
}

/** `STOPSIGNAL SIGQUIT` */
export interface StopSignalInstruction extends InstructionBase {
  readonly kind: 'stopsignal'
  readonly signal: string
}

/** `ONBUILD RUN …`: an instruction for the build of an image that starts from this one. */
export interface OnBuildInstruction extends InstructionBase {
  readonly kind: 'onbuild'
  readonly instruction: Instruction
}

/** `MAINTAINER name`, deprecated; only parsed documents have it. */
export interface MaintainerInstruction extends InstructionBase {
  readonly kind: 'maintainer'
  readonly name: string
}

/** An instruction that may stand inside a stage. */
export type StageInstruction =
  | ArgInstruction
  | EnvInstruction
  | LabelInstruction
  | WorkdirInstruction
  | UserInstruction
  | RunInstruction
  | CopyInstruction
  | AddInstruction
  | ExposeInstruction
  | VolumeInstruction
  | CmdInstruction
  | EntrypointInstruction
  | HealthcheckInstruction
  | ShellInstruction
  | StopSignalInstruction
  | OnBuildInstruction
  | MaintainerInstruction

/** Any instruction. */
export type Instruction = FromInstruction | StageInstruction

/** The kinds of instructions: the Dockerfile keywords in lower case. */
export type InstructionKind = Instruction['kind']

/** The instruction of one kind. */
export type InstructionOf<Kind extends InstructionKind> = Extract<Instruction, { readonly kind: Kind }>
