import { realpathSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Command } from 'commander'
import type { ParsedArguments } from './parsed-arguments.js'
import { GenDockerfileError } from '../model/error.js'

/** What the options that every command has come to. */
export interface CommonOptions {
  /** Absolute, symbolic links followed. */
  readonly cwd: string
  readonly color: boolean
  readonly quiet: boolean
}

/** Adds the options that every command has. */
export const addCommonOptions = (command: Command): void => {
  command
    .option('--cwd <folder>', 'run as if started in this folder')
    .option('-q, --quiet', 'print only what is wrong')
    .option('--color', 'use colors even when the output is not a terminal')
    .option('--no-color', 'use no colors')
}

const wantsColor = (given: unknown): boolean => {
  if (typeof given === 'boolean') return given
  const { NO_COLOR, FORCE_COLOR, TERM } = process.env
  if (NO_COLOR !== undefined && NO_COLOR !== '') return false
  if (FORCE_COLOR !== undefined) return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false'
  return process.stdout.isTTY === true && TERM !== 'dumb'
}

const folderOf = (given: unknown): string => {
  const name = typeof given === 'string' ? given : '.'
  const folder = resolve(name)
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) {
    throw new GenDockerfileError({
      code: 'cwd-not-found',
      message: `There is no folder \`${name}\` to run in.`,
      hint: 'Name a folder with `--cwd`.',
    })
  }
  return realpathSync(folder)
}

/** Reads the options that every command has. */
export const commonOptions = (command: ParsedArguments): CommonOptions => {
  const { cwd, color, quiet } = command.opts<{
    readonly cwd?: unknown
    readonly color?: unknown
    readonly quiet?: unknown
  }>()
  return { cwd: folderOf(cwd), color: wantsColor(color), quiet: quiet === true }
}
