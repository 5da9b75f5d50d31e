import type { LintedFile, LintOutcome } from '../../linter/lint-outcome.js'
import type { Diagnostic } from '../../model/diagnostic.js'
import { library } from '../library/library.js'
import type { LintCommandOptions } from './options.js'

/**
 * Lints what `dockerfile.ts` files build, without writing it: the findings are at the lines of those, with the lines of the
 * Dockerfile beside them.
 */
export const lintSources = async (
  paths: readonly string[],
  cwd: string,
  { builder, config, rule, only }: LintCommandOptions,
): Promise<LintOutcome> => {
  const { generate } = await import('../../generate/generate.js')
  const { results, diagnostics, failures, notes } = await generate({
    cwd,
    paths,
    mode: 'stdout',
    force: true,
    library,
    ...(builder === undefined ? {} : { builder }),
    ...(config === undefined ? {} : { config }),
    lint: {
      ...(rule === undefined ? {} : { rules: rule }),
      ...(only === undefined ? {} : { only }),
    },
  })
  const outputs = results.flatMap(({ kind, output }) => (kind === 'dockerfile' && output !== undefined ? [output] : []))
  const byFile = new Map<string, Diagnostic[]>(outputs.map((output) => [output, []]))
  for (const diagnostic of diagnostics) {
    const file = diagnostic.file ?? diagnostic.origin?.file ?? ''
    byFile.set(file, [...(byFile.get(file) ?? []), diagnostic])
  }
  const textOf = (file: string): string => results.find(({ output }) => output === file)?.content ?? ''
  const files = [...byFile].map(([file, found]): LintedFile => ({ file, text: textOf(file), diagnostics: found }))
  return { files, failures, notes }
}
