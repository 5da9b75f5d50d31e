import { accessSync, constants } from 'node:fs'
import { realPath } from '../../disk/real-path.js'
import { failureOf } from '../../generate/result.js'
import { fileError, writeAtomically } from '../../generate/write.js'
import type { Diagnostic } from '../../model/diagnostic.js'
import { isGenDockerfileError } from '../../model/error.js'

/** Writes a repaired file, through a link where the name is one; gives what hindered it. */
export const writeBack = (path: string, text: string, name: string): Diagnostic | undefined => {
  try {
    try {
      accessSync(path, constants.W_OK)
    } catch (error) {
      throw fileError('write', name, error)
    }
    writeAtomically(realPath(path), text, name)
    return undefined
  } catch (error) {
    if (!isGenDockerfileError(error)) throw error
    return failureOf(error, name)
  }
}
