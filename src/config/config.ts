import type { Severity } from '../model/diagnostic.js'
import type { Policy } from '../rules/support/policy.js'
import type { BuilderName } from '../rules/support/rule.js'
import type { BakeConfig } from './bake-schema.js'
import type { ComposeConfig } from './compose-schema.js'
import type { Place } from '../model/place.js'

/** What a `gen-dockerfile.yaml` says. */
export interface Config {
  /** Absolute. */
  readonly file: string
  readonly lint: LintConfig
  readonly defaults: ServiceDefaults
  /** In the order of the file; absent where it has no `services:`. */
  readonly services?: readonly ServiceSetting[]
  readonly bake?: BakeConfig
  readonly compose?: ComposeConfig
  /** Where the value at a path of keys stands in the file, or the nearest around it that is there; `key` asks for its key. */
  readonly placeOf: (path: readonly string[], key?: string) => Place
}

/** What holds for all services that say nothing else. */
export interface ServiceDefaults {
  /** A template with `{dir}` and `{name}`, relative to the configuration's folder. */
  readonly output?: string
  readonly preset?: string
  /** By preset. */
  readonly options: Readonly<Record<string, PresetOptions>>
}

/** Options for a preset, not yet checked. */
export type PresetOptions = Readonly<Record<string, unknown>>

/** One key of `services:`. */
export interface ServiceSetting {
  /** A folder or a glob of folders, relative to the configuration's folder. */
  readonly key: string
  /** False where it takes services out. */
  readonly value: ServiceValue | false
}

/** What is said about the services of one key. */
export interface ServiceValue {
  readonly preset?: string
  readonly options?: PresetOptions
  /** The `dockerfile.ts`, relative to the configuration's folder. */
  readonly dockerfile?: string
  readonly output?: string
  readonly name?: string
}

/** What it says about linting. */
export interface LintConfig {
  /** By the names of rules. */
  readonly rules: Readonly<Record<string, Severity | 'off'>>
  readonly policy?: Policy
  readonly builder?: BuilderName
  /** Globs of files that are not linted, relative to the configuration's folder. */
  readonly ignore: readonly string[]
}
