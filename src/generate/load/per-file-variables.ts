import { dirname } from 'node:path'
import { pathToFileURL } from 'node:url'

/**
 * What `import.meta.url` and its kin are replaced by in a bundle, where they would all mean the bundle. Each file that
 * mentions one gets variables of its own.
 */
export const perFileDefines: Readonly<Record<string, string>> = {
  'import.meta.url': 'genDockerfileUrl',
  'import.meta.filename': 'genDockerfileFilename',
  'import.meta.dirname': 'genDockerfileDirname',
  __filename: 'genDockerfileFilename',
  __dirname: 'genDockerfileDirname',
}

/** Text with variables put in; the line that they were put into has moved right by `columns`. */
export interface WithVariables {
  readonly text: string
  readonly line: number
  readonly columns: number
}

/** Puts a file's variables in front of its first line (behind a `#!` line), `undefined` when it needs none. */
export const withPerFileVariables = (text: string, file: string): WithVariables | undefined => {
  if (!/\bimport\s*\.\s*meta\b|\b__(?:filename|dirname)\b/.test(text)) return undefined
  const values = {
    genDockerfileUrl: pathToFileURL(file).href,
    genDockerfileFilename: file,
    genDockerfileDirname: dirname(file),
  }
  const declarations = Object.entries(values).map(([name, value]) => `${name}=${JSON.stringify(value)}`)
  const prefix = `var ${declarations.join(',')};`
  const start = text.startsWith('#!') ? text.indexOf('\n') + 1 : 0
  return {
    text: text.slice(0, start) + prefix + text.slice(start),
    line: start === 0 ? 1 : 2,
    columns: prefix.length,
  }
}
