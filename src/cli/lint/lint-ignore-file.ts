import { readFileSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { type Analysis, analyse } from '../../analysis/analyse.js'
import { applyFixes } from '../../linter/fix.js'
import type { Surroundings } from '../../linter/lint-document.js'
import { emptyDocument, lintIgnore } from '../../linter/lint-ignore.js'
import type { Diagnostic } from '../../model/diagnostic.js'
import { parseDockerfile } from '../../parser/parse-dockerfile.js'
import type { LintableInput, LintedInput } from './lint-file.js'
import type { LintSetting } from './lint-options.js'
import { writeBack } from './write-back.js'

/** Whether a file is one that keeps files out of build contexts: `.dockerignore`, `api.Dockerfile.dockerignore`. */
export const isIgnoreFile = (path: string): boolean => /^(?:.*\.)(?:docker|container)ignore$/.test(basename(path))

/** The Dockerfile that an ignore file belongs to; for `.dockerignore` any in its folder, which may not be there. */
const dockerfileOf = (path: string): string => {
  const name = basename(path).replace(/\.(?:docker|container)ignore$/, '')
  return join(dirname(path), name === '' ? 'Dockerfile' : name)
}

const analysisOf = (dockerfile: string, ignoreFile: string): Analysis => {
  const isOwn = ignoreFile.startsWith(dockerfile) && statSync(dockerfile, { throwIfNoEntry: false })?.isFile() === true
  const parsed = isOwn ? parseDockerfile(readFileSync(dockerfile, 'utf8')) : undefined
  return analyse(parsed === undefined || 'error' in parsed ? emptyDocument : parsed.document)
}

/** The build context that an ignore file is for: its folder, or the one that its Dockerfile tells. */
const around = (path: string, { surroundings }: LintSetting): Pick<Surroundings, 'tree' | 'shadowedIgnore'> => {
  const dockerfile = dockerfileOf(path)
  const { tree, shadowedIgnore } = surroundings.of(dockerfile)(analysisOf(dockerfile, path))
  return { tree, ...(path.startsWith(dockerfile) ? { shadowedIgnore } : {}) }
}

/** Repairs make others possible; more rounds than this would be a defect. */
const mostRounds = 10

/** Lints an ignore file, and repairs it where that is wanted. */
export const lintIgnoreFile = (input: LintableInput, setting: LintSetting): LintedInput => {
  const { name, path, read, config, isFixed } = input
  const { flaw, isText } = read
  const flaws = flaw === undefined ? [] : [flaw]
  if (!isText) return { files: [{ file: name, text: '', diagnostics: flaws }], failures: [] }
  const options = {
    file: name,
    rules: { ...config?.lint.rules, ...setting.options.rule },
    only: setting.options.only,
    ...around(path, setting),
  }
  const failures: Diagnostic[] = []
  let { text } = read
  let fixed = 0
  // What is no UTF-8 cannot be written back as it was.
  const rounds = isFixed && flaw === undefined ? mostRounds : 0
  for (let round = 0; round < rounds; round++) {
    const result = applyFixes(text, lintIgnore(text, options))
    if (result.fixed === 0) break
    text = result.text
    fixed += result.fixed
  }
  if (fixed > 0) {
    const failure = writeBack(path, text, name)
    setting.surroundings.forget(path)
    if (failure !== undefined) {
      failures.push(failure)
      text = read.text
      fixed = 0
    }
  }
  const diagnostics = [...flaws, ...lintIgnore(text, options)]
  return { files: [{ file: name, text, diagnostics, ...(isFixed ? { fixed } : {}) }], failures }
}
