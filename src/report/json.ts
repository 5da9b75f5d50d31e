import { findingData } from './finding-data.js'
import { type Reporter, summaryOf } from './report.js'

/** For programs: one object, whose `version` goes up when its shape breaks. */
export const json: Reporter = (outcome) => {
  const { results, diagnostics, failures, notes } = outcome
  const document = {
    version: 1,
    results: results.map(({ kind, source, output, context, ...rest }) => ({
      kind,
      source,
      output: output ?? null,
      context: context ?? null,
      ...rest,
    })),
    diagnostics: [...failures, ...diagnostics].map(findingData),
    notes,
    summary: summaryOf(outcome),
  }
  return { stdout: `${JSON.stringify(document, undefined, 2)}\n`, stderr: '' }
}
