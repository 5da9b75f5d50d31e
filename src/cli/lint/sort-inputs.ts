import { accessSync, constants } from 'node:fs'
import { resolve } from 'node:path'
import { failureOf } from '../../generate/result.js'
import type { Diagnostic } from '../../model/diagnostic.js'
import { isGenDockerfileError } from '../../model/error.js'
import type { InputFile } from '../input-files.js'
import { readFailure } from '../read-input.js'
import { isIgnored, type LintSetting } from './lint-options.js'

/** Inputs by what becomes of them. */
export interface SortedInputs {
  readonly lintable: readonly InputFile[]
  readonly failures: readonly Diagnostic[]
  /** The names of those that the configuration leaves out. */
  readonly ignored: readonly string[]
}

/** What an input is called. */
export const inputName = ({ path, name }: InputFile, { options }: LintSetting): string =>
  path === undefined ? (options.stdinFilename ?? '-') : name

/** Where an input is; where it would be, for standard input. */
export const inputPath = ({ path }: InputFile, { cwd, options }: LintSetting): string =>
  path ?? resolve(cwd, options.stdinFilename ?? 'Dockerfile')

const isConfigured = async (path: string, setting: LintSetting): Promise<boolean | Diagnostic> => {
  try {
    return !isIgnored(path, await setting.configs.forFile(path))
  } catch (error) {
    if (!isGenDockerfileError(error)) throw error
    return failureOf(error)
  }
}

const accessFailure = (name: string, path: string): Diagnostic | undefined => {
  try {
    accessSync(path, constants.R_OK)
    return undefined
  } catch (error) {
    return readFailure(name, error)
  }
}

/**
 * Tells the inputs that can be linted from those that cannot: reports begin with these, and are printed while files are
 * linted.
 */
export const sortInputs = async (inputs: readonly InputFile[], setting: LintSetting): Promise<SortedInputs> => {
  const sorted = { lintable: new Array<InputFile>(), failures: new Array<Diagnostic>(), ignored: new Array<string>() }
  /** Configurations with mistakes, each told once. */
  const told = new Set<string>()
  for (const input of inputs) {
    const name = inputName(input, setting)
    const answer = await isConfigured(inputPath(input, setting), setting)
    if (typeof answer !== 'boolean') {
      const key = JSON.stringify(answer)
      if (!told.has(key)) sorted.failures.push(answer)
      told.add(key)
      continue
    }
    const failure = answer && input.path !== undefined ? accessFailure(name, input.path) : undefined
    if (!answer) sorted.ignored.push(name)
    else if (failure !== undefined) sorted.failures.push(failure)
    else sorted.lintable.push(input)
  }
  return sorted
}
