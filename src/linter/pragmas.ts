import type { Analysis } from '../analysis/analyse.js'
import type { DockerfileDocument } from '../model/document.js'
import type { Instruction } from '../model/instruction.js'
import type { Finding, Rule } from '../rules/support/rule.js'
import type { HadolintConfig } from './compat/hadolint-config.js'
import { hadolintPragmas } from './compat/hadolint-pragmas.js'

/** What a `# check=` says. */
export interface CheckOptions {
  readonly skip: readonly string[]
  readonly error: boolean
}

const split = (text: string): readonly string[] => text.split(',').map((part) => part.trim())

const noCheck: CheckOptions = { skip: [], error: false }

/** Reads `skip=A,B;error=true`. */
export const parseCheck = (text: string | undefined): CheckOptions => {
  if (text === undefined) return noCheck
  const options = new Map(
    text.split(';').map((part) => {
      const equals = part.indexOf('=')
      return [part.slice(0, equals).trim(), part.slice(equals + 1)] as const
    }),
  )
  const skip = options.get('skip')
  const error = options.get('error')?.trim() ?? ''
  return { skip: skip === undefined ? [] : split(skip), error: /^(?:1|t|true)$/i.test(error) }
}

// BuildKit looks at these before it comes to single instructions, so a comment above one does not reach them.
const notInline = [
  'ConsistentInstructionCasing',
  'DuplicateStageName',
  'ReservedStageName',
  'NoEmptyContinuation',
  'InvalidDefaultArgInFrom',
]

const inlineCheck = /^\s*check\s*=\s*(\S+)/

/** All comments of a file but those among the lines of an instruction: most instructions have none. */
const commentsIn = (
  { header, trailer, detachedTrailer = [] }: DockerfileDocument,
  instructions: readonly Instruction[],
): readonly string[] => {
  const found = [...header, ...trailer, ...detachedTrailer.flat()]
  for (const { comments, detachedComments } of instructions) {
    if (comments.length > 0) found.push(...comments)
    if (detachedComments !== undefined) found.push(...detachedComments.flat())
  }
  return found
}

const isSkipped = (codes: readonly string[], tool: string, names: readonly string[]): boolean =>
  names.length > 0 &&
  codes.some((code) => code.startsWith(tool) && (names.includes(code.slice(tool.length)) || names.includes('all')))

/** Whether a finding is silenced by pragmas of other tools that the document carries, or by what hadolint is told. */
export const pragmas = (document: DockerfileDocument, analysis: Analysis, hadolint: HadolintConfig = {}) => {
  const check = parseCheck(document.directives.check)
  const comments = commentsIn(document, analysis.instructions)
  const mentioned = comments.some((comment) => comment.includes('check'))
  const { ignored = [], disableIgnorePragma } = hadolint
  const heard = disableIgnorePragma !== true && comments.some((comment) => comment.includes('hadolint'))
  const ofHadolint = heard ? hadolintPragmas(document, analysis.instructions) : undefined
  const isIgnored = (code: string, { at, toolAt }: Finding): boolean =>
    ofHadolint?.silences(code, at) === true || ofHadolint?.silences(code, toolAt?.hadolint) === true
  return {
    check,
    silences: (rule: Rule, finding: Finding): boolean => {
      const codes = finding.codes === undefined ? rule.codes : [...rule.codes, ...finding.codes]
      if (isSkipped(codes, 'buildkit:', check.skip) || isSkipped(codes, 'hadolint:', ignored)) return true
      if (codes.some((code) => code.startsWith('hadolint:') && isIgnored(code.slice('hadolint:'.length), finding))) {
        return true
      }
      if (!mentioned) return false
      const above = (finding.suppressAt ?? finding.at)?.comments ?? []
      const inline = above.map((line) => inlineCheck.exec(line)?.[1]).find((text) => text !== undefined)
      const reached = codes.filter((code) => !notInline.includes(code.slice('buildkit:'.length)))
      return isSkipped(reached, 'buildkit:', parseCheck(inline).skip)
    },
  }
}
