import type { Severity } from '../model/diagnostic.js'
import type { Policy } from '../rules/support/policy.js'
import type { BuilderName } from '../rules/support/rule.js'

/** What a `gen-dockerfile.yaml` says. */
export interface Config {
  /** Absolute. */
  readonly file: string
  readonly lint: LintConfig
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
