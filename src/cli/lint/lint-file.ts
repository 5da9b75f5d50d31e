import { resolve } from 'node:path'
import { ownershipOf } from '../../generate/marker.js'
import type { LintedFile } from '../../linter/lint-outcome.js'
import { applyFixes, fixText } from '../../linter/fix.js'
import { lintText } from '../../linter/lint-text.js'
import type { Diagnostic } from '../../model/diagnostic.js'
import { showsLines } from './format.js'
import { lintOptionsFor, type LintSetting } from './lint-options.js'
import type { ReadText } from './read-text.js'
import type { ShellcheckAnswer } from './shellcheck-setting.js'
import { writeBack } from './write-back.js'
import type { Config } from '../../config/config.js'

/** What linting a Dockerfile came to: it, and its ignore file where something is said about that. */
export interface LintedInput {
  readonly files: readonly LintedFile[]
  readonly failures: readonly Diagnostic[]
}

/** A Dockerfile to lint. */
export interface LintableInput {
  readonly name: string
  /** Absolute; where it would be, for standard input. */
  readonly path: string
  readonly read: ReadText
  readonly config: Config | undefined
  /** Whether it may be repaired. */
  readonly isFixed: boolean
  /** What ShellCheck says about it. */
  readonly shellcheck: ShellcheckAnswer | undefined
}

const isAbout =
  (file: string) =>
  (diagnostic: Diagnostic): boolean =>
    diagnostic.file === file

/** The text is kept only where a finding has to show it. */
const linted = (
  { options }: LintSetting,
  file: string,
  text: string,
  diagnostics: readonly Diagnostic[],
  fixed?: number,
): LintedFile => ({
  file,
  text: diagnostics.length > 0 && showsLines(options) ? text : '',
  diagnostics,
  ...(fixed === undefined ? {} : { fixed }),
})

/** A repair makes others possible; more rounds than this would be a defect. */
const mostRounds = 10

/** Repairs the ignore files that findings are about, where they are not generated; gives how many of each were repaired. */
const fixIgnoreFiles = (
  find: () => readonly Diagnostic[],
  { cwd, surroundings }: LintSetting,
  failures: Diagnostic[],
): ReadonlyMap<string, number> => {
  const fixed = new Map<string, number>()
  const fixOne = (file: string, found: readonly Diagnostic[]): boolean => {
    const path = resolve(cwd, file)
    const text = surroundings.ignoreText(path) ?? ''
    if (ownershipOf(text) !== 'foreign') return false
    const result = applyFixes(text, found.filter(isAbout(file)))
    if (result.fixed === 0) return false
    const failure = writeBack(path, result.text, file)
    surroundings.forget(path)
    if (failure === undefined) fixed.set(file, (fixed.get(file) ?? 0) + result.fixed)
    else failures.push(failure)
    return failure === undefined
  }
  for (let round = 0; round < mostRounds; round++) {
    const found = find()
    const files = new Set(found.flatMap((each) => (each.fix === undefined ? [] : (each.file ?? []))))
    if (![...files].map((file) => fixOne(file, found)).includes(true)) break
  }
  return fixed
}

/** Lints a Dockerfile, and repairs it where that is wanted. */
export const lintFile = async (input: LintableInput, setting: LintSetting): Promise<LintedInput> => {
  const { name, path, read, config, isFixed, shellcheck } = input
  const { flaw, isText } = read
  const flaws = flaw === undefined ? [] : [flaw]
  if (!isText) return { files: [linted(setting, name, '', flaws)], failures: [] }
  const options = lintOptionsFor(name, path, config, setting, shellcheck)
  const failures: Diagnostic[] = []
  let { text } = read
  let fixed = isFixed ? 0 : undefined
  let found = lintText(text, options)
  let ignoreFixes: ReadonlyMap<string, number> = new Map()
  // What is no UTF-8 cannot be written back as it was.
  if (isFixed && flaw === undefined && found.some(({ fix }) => fix !== undefined)) {
    const result = fixText(text, (each) => lintText(each, options).filter(isAbout(name)))
    const failure = result.text === text ? undefined : writeBack(path, result.text, name)
    if (failure === undefined) {
      text = result.text
      fixed = result.fixed
    } else failures.push(failure)
    const aboutOthers = () => lintText(text, options).filter((each) => each.file !== name)
    ignoreFixes = fixIgnoreFiles(aboutOthers, setting, failures)
    // The places that ShellCheck named are those of the text before.
    const [answer] = (await setting.shellcheck?.ask([text])) ?? []
    found = lintText(text, { ...options, shellcheck: answer })
  }
  const others = new Set([...found.flatMap(({ file = name }) => (file === name ? [] : [file])), ...ignoreFixes.keys()])
  const ignoreFiles = [...others].map((file) =>
    linted(
      setting,
      file,
      setting.surroundings.ignoreText(resolve(setting.cwd, file)) ?? '',
      found.filter(isAbout(file)),
      ignoreFixes.get(file),
    ),
  )
  return {
    files: [linted(setting, name, text, [...flaws, ...found.filter(isAbout(name))], fixed), ...ignoreFiles],
    failures,
  }
}
