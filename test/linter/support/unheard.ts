import { analyse } from '../../../src/analysis/analyse.js'
import { hadolintDocument } from '../../../src/linter/compat/hadolint-document.js'
import { relevanceOf } from '../../../src/linter/relevant-rules.js'
import type { DockerfileDocument } from '../../../src/model/document.js'
import type { Instruction } from '../../../src/model/instruction.js'
import { parseDockerfile } from '../../../src/parser/parse-dockerfile.js'
import { rules } from '../../../src/rules/index.js'
import type { RuleContext, RuleOptions } from '../../../src/rules/support/rule.js'

const relevantRules = relevanceOf(rules)

const unheardIn = (document: DockerfileDocument, options: RuleOptions): readonly string[] => {
  const spanOf = ({ span }: Instruction) => span
  // Each gets an analysis of its own, so that none profits from what another has worked out.
  const context: RuleContext = { document, analysis: analyse(document), options, spanOf }
  const relevant = new Set(relevantRules({ analysis: analyse(document), options }))
  return rules.flatMap((rule) => (relevant.has(rule) || [...rule.check(context)].length === 0 ? [] : [rule.name]))
}

/** The rules that would find something in a text, alone or as hadolint, and are taken for not being about it. */
export const unheardRules = (text: string, options: RuleOptions = {}): readonly string[] => {
  const parsed = parseDockerfile(text)
  const forHadolint = hadolintDocument(text)
  return [
    ...('error' in parsed ? [] : unheardIn(parsed.document, { ...options, text, sources: parsed.sources })),
    ...('error' in forHadolint ? [] : unheardIn(forHadolint.document, { ...options, text, tool: 'hadolint' })),
  ]
}
