import { expect, it } from 'vitest'
import { type Files, type RunOptions, useCli } from './cli.js'

/** A mistake, and all that the program says about it. */
export interface BadInput {
  readonly files: Files
  readonly args?: readonly string[]
  readonly options?: RunOptions
  readonly code: number
  readonly stdout: string
  readonly stderr: string
  /** Files that are there afterwards and were not before; none by default. */
  readonly made?: readonly string[]
}

/** Runs a table of mistakes, and looks that nothing is lost or left behind. */
export const testBadInput = (table: Readonly<Record<string, BadInput>>): void => {
  const cli = useCli()
  it.each(Object.entries(table))('%s', async (_, { files, args = [], options, made = [], ...expected }) => {
    const repository = cli.repository(files)
    const before = repository.list()
    expect(await repository.run(args, options)).toEqual(expected)
    expect(repository.list()).toEqual([...before, ...made].sort())
    for (const [file, content] of Object.entries(files)) {
      if (typeof content === 'string' && !file.endsWith('/')) expect(repository.read(file)).toBe(content)
    }
  })
}
