import { parse, TomlError } from 'smol-toml'
import type { ParseOutcome } from './json-text.js'

/** Parses TOML. Loaded only when there is such a file. */
export const parseToml = (text: string): ParseOutcome => {
  try {
    return { kind: 'value', value: parse(text) }
  } catch (error) {
    if (!(error instanceof TomlError)) throw error
    const reason = (error.message.split('\n')[0] ?? '').replace(/^Invalid TOML document: /, '')
    return { kind: 'error', line: error.line, column: error.column, reason }
  }
}
