import type { Flag } from '../model/flag.js'
import type { InstructionKind } from '../model/instruction.js'
import { suggestionFor } from './suggestion.js'

type FlagType = 'text' | 'list' | 'boolean'

const timing: Readonly<Record<string, FlagType>> = {
  interval: 'text',
  timeout: 'text',
  'start-period': 'text',
  'start-interval': 'text',
  retries: 'text',
}

/** The flags of each instruction. Of a list each value is kept, the others may stand once. */
const flagsOf: Readonly<Partial<Record<InstructionKind, Readonly<Record<string, FlagType>>>>> = {
  add: {
    chown: 'text',
    chmod: 'text',
    link: 'boolean',
    'keep-git-dir': 'boolean',
    checksum: 'text',
    unpack: 'boolean',
    exclude: 'list',
  },
  copy: { chown: 'text', from: 'text', chmod: 'text', link: 'boolean', exclude: 'list', parents: 'boolean' },
  from: { platform: 'text' },
  healthcheck: timing,
  run: { mount: 'list', network: 'text', security: 'text', device: 'list' },
}

const checkValue = (name: string, type: FlagType, value: string | undefined): string | undefined => {
  if (type !== 'boolean') return value === undefined ? `missing a value on flag: --${name}` : undefined
  if (value === '') return `missing a value on flag: --${name}`
  if (value === undefined || /^(?:true|false)$/i.test(value)) return undefined
  return `expecting boolean value for flag --${name}, not: ${value}`
}

/**
 * BuildKit's message about the flags of an instruction: unknown, given twice, without a value.
 *
 * @example
 * ```ts
 * checkFlags('copy', [{ name: 'form', value: 'build' }]) // 'unknown flag: --form (did you mean from?)'
 * ```
 */
export const checkFlags = (kind: InstructionKind, flags: readonly Flag[]): string | undefined => {
  if (flags.length === 0) return undefined
  const known = flagsOf[kind] ?? {}
  for (const [index, { name, value }] of flags.entries()) {
    const type = Object.hasOwn(known, name) ? known[name] : undefined
    if (type === undefined) return `unknown flag: --${name}${suggestionFor(name, Object.keys(known))}`
    // There are few, so that looking back costs less than to keep them in mind.
    if (index > 0 && type !== 'list' && flags.findIndex((each) => each.name === name) < index) {
      return `duplicate flag specified: --${name}`
    }
    const flaw = checkValue(name, type, value)
    if (flaw !== undefined) return flaw
  }
  return undefined
}
