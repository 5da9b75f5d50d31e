import type { Analysis } from '../analysis/analyse.js'
import { nearest } from '../words/nearest.js'
import type { DockerfileDocument } from '../model/document.js'
import type { Instruction } from '../model/instruction.js'
import type { Place } from '../model/place.js'
import type { Finding, Rule } from '../rules/support/rule.js'

/** A finding that was looked at and accepted, with the reason. */
export interface Suppression {
  /** A rule's name, or a code such as `DL3008` or `JSONArgsRecommended`. */
  readonly rule: string
  readonly reason: string
  /** The position of the stage that it is for; the whole file when absent. */
  readonly stage?: number
  readonly origin?: Place
}

/** What a `# check=` says. */
export interface CheckOptions {
  readonly skip: readonly string[]
  readonly error: boolean
}

const split = (text: string): readonly string[] => text.split(',').map((part) => part.trim())

/** Reads `skip=A,B;error=true`. */
export const parseCheck = (text: string | undefined): CheckOptions => {
  const options = new Map(
    (text ?? '').split(';').map((part) => {
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
const hadolintIgnore = /^\s*hadolint\s+(?:(global)\s+)?ignore\s*=\s*([^\s].*)$/

const commentsOf = (document: DockerfileDocument, instructions: readonly Instruction[]): readonly string[] => [
  ...document.header,
  ...instructions.flatMap((instruction) => instruction.comments),
  ...document.trailer,
]

const isSkipped = (codes: readonly string[], tool: string, names: readonly string[]): boolean =>
  names.length > 0 &&
  codes.some((code) => code.startsWith(tool) && (names.includes(code.slice(tool.length)) || names.includes('all')))

const hadolintNames = (comments: readonly string[], global: boolean): readonly string[] =>
  comments.flatMap((line) => {
    const found = hadolintIgnore.exec(line)
    return found !== null && (found[1] === 'global') === global ? split((found[2] ?? '').replace(/\s+#.*$/, '')) : []
  })

/** Whether pragmas of other tools that the document carries silence a finding. */
export const pragmas = (document: DockerfileDocument, analysis: Analysis) => {
  const check = parseCheck(document.directives.check)
  const comments = commentsOf(document, analysis.instructions)
  const mentioned = comments.some((line) => line.includes('hadolint') || line.includes('check'))
  const everywhere = mentioned ? hadolintNames(comments, true) : []
  return {
    check,
    silences: (rule: Rule, finding: Finding): boolean => {
      const codes = finding.codes === undefined ? rule.codes : [...rule.codes, ...finding.codes]
      if (isSkipped(codes, 'buildkit:', check.skip) || isSkipped(codes, 'hadolint:', everywhere)) return true
      if (!mentioned) return false
      const above = (finding.suppressAt ?? finding.at)?.comments ?? []
      if (isSkipped(codes, 'hadolint:', hadolintNames(finding.at?.comments ?? [], false))) return true
      const inline = above.map((line) => inlineCheck.exec(line)?.[1]).find((text) => text !== undefined)
      const reached = codes.filter((code) => !notInline.includes(code.slice('buildkit:'.length)))
      return isSkipped(reached, 'buildkit:', parseCheck(inline).skip)
    },
  }
}

const isFor = (suppression: Suppression, rule: Rule): boolean =>
  suppression.rule === rule.name || rule.codes.some((code) => code.slice(code.indexOf(':') + 1) === suppression.rule)

const stageOf = (analysis: Analysis, instruction: Instruction | undefined): number | undefined =>
  analysis.stages.find(
    ({ stage }) => stage.from === instruction || stage.instructions.some((each): boolean => each === instruction),
  )?.index

/** The suppressions that the caller gives, and which of them were needed. */
export const callerSuppressions = (
  suppressions: readonly Suppression[],
  analysis: Analysis,
  rules: readonly Rule[],
) => {
  const used = new Set<Suppression>()
  return {
    silences: (rule: Rule, finding: Finding): boolean => {
      if (suppressions.length === 0) return false
      const matching = suppressions.filter(
        (each) => isFor(each, rule) && (each.stage === undefined || each.stage === stageOf(analysis, finding.at)),
      )
      for (const each of matching) used.add(each)
      return matching.length > 0
    },
    unused: (): readonly (Finding & { readonly origin?: Place })[] =>
      suppressions
        .filter((each) => !used.has(each))
        .map((each) => {
          const known = rules.some((rule) => isFor(each, rule))
          const meant = known
            ? undefined
            : nearest(
                each.rule,
                rules.map((rule) => rule.name),
              )
          return {
            message: known
              ? `\`${each.rule}\` is ignored (${each.reason}), but nothing is found.`
              : `\`${each.rule}\` is ignored, but there is no such rule.`,
            hint: meant === undefined ? 'Remove the suppression.' : `Did you mean \`${meant}\`?`,
            ...(each.origin === undefined ? {} : { origin: each.origin }),
          }
        }),
  }
}
