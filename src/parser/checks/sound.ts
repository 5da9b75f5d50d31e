import type { Instruction } from '../../model/instruction.js'
import { arePlainWords } from '../../words/plain-words.js'

const plainWord = /^[\w./@%+=:,~-]+$/

const smallPort = /^\d{1,4}$/

/**
 * Whether surely nothing is wrong with an instruction, whatever stands around it. Most are of a few simple forms, for which the
 * tables of checks need not be gone through.
 */
export const isSound = (instruction: Instruction): boolean => {
  // What a command says is the shell's, and flags are looked at one by one.
  if (instruction.flags.length > 0) return false
  switch (instruction.kind) {
    case 'run':
    case 'cmd':
    case 'entrypoint':
      return true
    case 'copy':
      return instruction.words.length > 1 && instruction.heredocs.length === 0 && arePlainWords(instruction.words)
    case 'workdir':
      return plainWord.test(instruction.path)
    case 'user':
      return plainWord.test(instruction.user)
    case 'env':
      for (const { name, value } of instruction.pairs) {
        if (!plainWord.test(name) || !(value === '' || plainWord.test(value))) return false
      }
      return instruction.pairs.length > 0
    case 'expose':
      for (const port of instruction.ports) if (!smallPort.test(port)) return false
      return instruction.ports.length > 0
    default:
      return false
  }
}
