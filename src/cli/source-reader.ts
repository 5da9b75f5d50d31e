import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'

/** Makes a reader of the files that places name, for code frames; each is read once. */
export const sourceReader = (cwd: string): ((file: string) => string | undefined) => {
  const known = new Map<string, string | undefined>()
  return (file) => {
    if (!known.has(file)) known.set(file, textOf(resolve(cwd, file)))
    return known.get(file)
  }
}

const textOf = (file: string): string | undefined => {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}
