import { type OwnFinding, ownSeverities } from '../../linter/own-findings.js'
import { docsUrl } from '../../linter/rule-url.js'
import type { Severity } from '../../model/diagnostic.js'

/** Something that the linter reports by itself, without a rule. */
export interface OwnFindingData {
  readonly name: string
  readonly severity: Severity
  readonly summary: string
  readonly url: string
}

const summaries: Readonly<Record<OwnFinding, string>> = {
  'syntax-error': "BuildKit's grammar refuses the file, so that no rule can look at it.",
  'not-text': 'The file holds what is no text in UTF-8.',
  'suppression-without-reason': 'A comment ignores a rule, but does not say why.',
  'unused-suppression': 'A rule is ignored where it finds nothing.',
}

const isOwn = (name: string): name is OwnFinding => Object.hasOwn(summaries, name)

/** All that the linter reports by itself. */
export const ownFindings: readonly OwnFindingData[] = Object.keys(summaries)
  .filter(isOwn)
  .map((name) => ({
    name,
    severity: ownSeverities[name],
    summary: summaries[name],
    url: `${docsUrl}/linting.md#${name}`,
  }))
