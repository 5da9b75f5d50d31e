import type { Expansion } from '../../analysis/expansion.js'
import type { Command } from '../../model/command.js'

interface Base {
  /** The line of the Dockerfile; absent in a document that was built. */
  readonly line?: number
}

/** `EXPOSE 8080/tcp`, one port of it. */
export interface ExposeSetting extends Base {
  readonly kind: 'expose'
  readonly port: Expansion
}

/** `ENV NAME=value` or `LABEL name=value`, one pair of it. */
export interface PairSetting extends Base {
  readonly kind: 'env' | 'label'
  readonly name: string
  readonly value: Expansion
}

/** `USER name` or `STOPSIGNAL name`. */
export interface WordSetting extends Base {
  readonly kind: 'user' | 'stopsignal'
  readonly value: Expansion
}

/** What the container starts: ENTRYPOINT and CMD together. */
export interface StartSetting extends Base {
  readonly kind: 'start'
  readonly entrypoint?: Command
  readonly cmd?: Command
}

/** `HEALTHCHECK CMD …` */
export interface HealthcheckSetting extends Base {
  readonly kind: 'healthcheck'
  readonly command: Command
  /** `--interval` and the like. */
  readonly flags: readonly string[]
}

/** `FROM name`, of the lowest stage that the final one is built on. */
export interface BaseSetting extends Base {
  readonly kind: 'base'
  /** With its variables at their defaults. */
  readonly image: string
}

/** All that `VOLUME /data` names. */
export interface VolumeSetting extends Base {
  readonly kind: 'volume'
  readonly paths: readonly Expansion[]
}

/** Something that the final stage of a Dockerfile says about the running container. */
export type Setting =
  | ExposeSetting
  | PairSetting
  | WordSetting
  | StartSetting
  | HealthcheckSetting
  | BaseSetting
  | VolumeSetting

/** The final stage of a Dockerfile, as far as it is about the running container. */
export interface FinalStage {
  /** What the final stage is built on in the end. */
  readonly base?: BaseSetting
  /** In the order of their lines. */
  readonly settings: readonly Setting[]
  /** The working directory, where it is known. */
  readonly workdir: string | undefined
  /** What its COPYs write, as absolute paths. */
  readonly written: readonly string[]
  /** The same by each source: `/app/server` for `COPY --parents server ./`. */
  readonly holds: readonly string[]
  /** What its COPYs take from other stages and images, by the paths there and here. */
  readonly artifacts: readonly string[]
  /** The scripts of the RUNs of all stages: they say which program is built. */
  readonly scripts: readonly string[]
}
