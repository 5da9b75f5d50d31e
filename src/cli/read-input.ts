import { readFileSync } from 'node:fs'
import type { Diagnostic } from '../model/diagnostic.js'
import type { InputFile } from './input-files.js'

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'the operation is not permitted',
  EISDIR: 'it is a folder',
  ENOENT: 'it is no longer there',
  ENOTDIR: 'a part of its path is a file',
  ELOOP: 'its symbolic links lead in a circle',
  ENAMETOOLONG: 'its name is too long',
  ERR_FS_FILE_TOO_LARGE: 'it is larger than 2 GiB',
}

/** An input that the system does not let us read, as a finding. */
export const readFailure = (name: string, error: unknown): Diagnostic => {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const reason = reasons[code] ?? (error instanceof Error ? error.message : String(error))
  const what = name === '-' ? 'Standard input' : `\`${name}\``
  const message = `${what} cannot be read: ${reason}.`
  return { rule: 'cannot-read', codes: [], severity: 'error', message, file: name }
}

const readStandardInput = async (): Promise<Buffer> => {
  const chunks: Uint8Array[] = []
  for await (const chunk of process.stdin) {
    if (chunk instanceof Uint8Array) chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** The bytes of an input, or why it cannot be read. Standard input can be read once. */
export const readInput = async ({ name, path }: InputFile): Promise<Buffer | Diagnostic> => {
  try {
    return path === undefined ? await readStandardInput() : readFileSync(path)
  } catch (error) {
    return readFailure(name, error)
  }
}
