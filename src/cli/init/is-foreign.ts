import { readFileSync } from 'node:fs'
import { ownershipOf } from '../../generate/marker.js'

const textOf = (file: string): string | undefined => {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}

/** Whether a file is there that we did not write, or that was changed since, so that generating leaves it alone. */
export const isForeign = (file: string): boolean => {
  const text = textOf(file)
  return text !== undefined && ownershipOf(text) !== 'ours'
}
