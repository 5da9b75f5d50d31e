import { parseDocument } from 'yaml'
import type { ParseOutcome } from './json-text.js'

/** Parses YAML. Loaded only when there is such a file, and as a module of ours so that a bundle finds the parser's named exports. */
export const parseYaml = (text: string): ParseOutcome => {
  const document = parseDocument(text, { prettyErrors: true, logLevel: 'silent' })
  const [error] = document.errors
  if (error === undefined) {
    try {
      return { kind: 'value', value: document.toJS({ maxAliasCount: 100 }) }
    } catch {
      return { kind: 'error', line: 1, column: 1, reason: 'its aliases cannot be resolved' }
    }
  }
  const [start] = error.linePos ?? []
  const reason = (error.message.split('\n')[0] ?? '').replace(/ at line \d+, column \d+:?$/, '')
  return { kind: 'error', line: start?.line ?? 1, column: start?.col ?? 1, reason }
}
