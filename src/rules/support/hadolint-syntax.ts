import { parseCsv } from '../../parser/checks/csv.js'
import type { Command } from '../../model/command.js'
import { flagValues } from '../../model/flag.js'
import type { Instruction, InstructionKind, InstructionOf, KeyValue } from '../../model/instruction.js'
import { remember } from '../../model/remember.js'
import { imageOf } from './hadolint-image.js'

/** Why hadolint cannot read an instruction. */
export interface Unreadable {
  readonly message: string
  readonly hint?: string
  /** The text of a flag that it is about, where hadolint stops at the line of the flag. */
  readonly flag?: string
}

type Test<Kind extends InstructionKind> = (instruction: InstructionOf<Kind>) => Unreadable | undefined

const cannotRead = (what: string, why: string, hint?: string): Unreadable => ({
  message: `hadolint cannot read \`${what}\`: ${why}.`,
  ...(hint === undefined ? {} : { hint }),
})

const image: Test<'from'> = (from) => {
  const { image: text, flags } = from
  const flag =
    flags.length === 0 ? undefined : flags.find(({ name, value = '' }) => name !== 'platform' || value === '')
  if (flag !== undefined) return cannotRead(`--${flag.name}`, 'it knows no such flag of FROM')
  const { tag } = imageOf(from)
  if (tag === undefined || (tag !== '' && !tag.replaceAll(/\$\{[^}]*\}/g, '').includes(':'))) return undefined
  return cannotRead(text, 'it knows a port only behind a host with a dot', 'Write `127.0.0.1` for `localhost`.')
}

/** hadolint reads an array in brackets and nothing behind it. */
const textBehindArray = /^\[\s*(?:"(?:[^"\\]|\\.)*"(?:\s*,\s*"(?:[^"\\]|\\.)*")*)?\s*\]\s*[^\s]/

const command = (it: { readonly kind: InstructionKind; readonly command?: Command }): Unreadable | undefined => {
  if (it.command?.form !== 'shell') return undefined
  if (it.command.text === '') return cannotRead(it.kind.toUpperCase(), 'nothing stands behind the keyword')
  if (!textBehindArray.test(it.command.text)) return undefined
  return cannotRead(it.command.text, 'it takes the brackets for a JSON array, and nothing may follow one')
}

const twice = (
  { flags }: { readonly flags: Instruction['flags'] },
  repeatable: readonly string[],
): Unreadable | undefined => {
  if (flags.length < 2) return undefined
  const names = flags.map(({ name }) => name).filter((name) => !repeatable.includes(name))
  const again = names.find((name, index) => names.indexOf(name) < index)
  return again === undefined ? undefined : cannotRead(`--${again}`, 'the flag stands twice')
}

const unknownFlag = ({ flags }: { readonly flags: Instruction['flags'] }, known: readonly string[]) => {
  if (flags.length === 0) return undefined
  const flag = flags.find(({ name }) => !known.includes(name))
  return flag && cannotRead(`--${flag.name}`, 'it knows no such flag')
}

const mountKeys: Readonly<Record<string, readonly string[]>> = {
  bind: ['target', 'source', 'from', 'readwrite', 'readonly', 'relabel'],
  cache: ['target', 'id', 'sharing', 'from', 'source', 'mode', 'uid', 'gid', 'readonly', 'readwrite'],
  tmpfs: ['target', 'size'],
  secret: ['target', 'id', 'required', 'mode', 'uid', 'gid', 'source', 'env'],
  ssh: ['target', 'id', 'required', 'mode', 'uid', 'gid'],
}

const otherKeys: Readonly<Record<string, string>> = {
  dst: 'target',
  destination: 'target',
  src: 'source',
  rw: 'readwrite',
  ro: 'readonly',
  z: 'relabel',
  Z: 'relabel',
}

const mountProblem = remember((text: string): string | undefined => {
  const fields = parseCsv(text)
  if ('error' in fields || text === '') return 'it cannot split it into fields'
  const pairs = fields.map((field) => {
    const [, key = '', value] = /^([^=]*)(?:=(.*))?$/s.exec(field) ?? []
    return { key: otherKeys[key] ?? key, value }
  })
  const type = pairs.find(({ key }) => key === 'type')?.value ?? 'bind'
  const known = mountKeys[type]
  if (known === undefined) return `it knows no mount of type \`${type}\``
  const keys = pairs.map(({ key }) => key).filter((key) => key !== 'type')
  const unknown = keys.find((key) => !known.includes(key))
  if (unknown !== undefined) return `it knows no \`${unknown}\` there`
  if (keys.some((key, index) => keys.indexOf(key) < index)) return 'a key stands twice'
  const sharing = pairs.find(({ key }) => key === 'sharing')?.value
  if (sharing !== undefined && !['shared', 'private', 'locked'].includes(sharing)) return `it knows no \`${sharing}\``
  return ['bind', 'cache', 'tmpfs'].includes(type) && !keys.includes('target') ? 'it wants a `target`' : undefined
})

const mounts: Test<'run'> = (it) => {
  if (it.flags.length === 0) return undefined
  for (const text of flagValues(it, 'mount')) {
    const problem = mountProblem(text)
    if (problem !== undefined) return { ...cannotRead(`--mount=${text}`, problem), flag: `--mount=${text}` }
  }
  return undefined
}

const modes: Test<'run'> = (it) => {
  if (it.flags.length === 0) return undefined
  const network = flagValues(it, 'network').find((value) => !['default', 'none', 'host'].includes(value))
  if (network !== undefined) return cannotRead(`--network=${network}`, 'it knows no such network')
  const security = flagValues(it, 'security').find((value) => !['insecure', 'sandbox'].includes(value))
  return security === undefined ? undefined : cannotRead(`--security=${security}`, 'it knows no such mode')
}

const port =
  /^(?:\d+(?:\/(?:tcp|udp))?|\d+-\d+(?:\/(?:tcp|udp))?|\d+-\$(?:\{\w+\}|\w+)(?:\/(?:tcp|udp))?|\$(?:\{\w+\}|\w)[^\s$}]*(?:-\$(?:\{\w+\}|\w+)(?:\/(?:tcp|udp))?)?)$/i

const ports: Test<'expose'> = (it) => {
  const found = it.ports.find((each) => !port.test(each))
  return found === undefined
    ? undefined
    : cannotRead(found, 'it knows a number, a range, or a variable, and the protocols `tcp` and `udp`')
}

const duration = /^\d+(?:\.\d+)?[smh]$/

const healthcheck: Test<'healthcheck'> = (it) => {
  if (it.command === undefined) {
    return it.type === undefined && it.flags.length === 0
      ? undefined
      : cannotRead('HEALTHCHECK NONE', 'it wants upper case and no flags')
  }
  for (const { name, value = '' } of it.flags) {
    if (name === 'retries' ? !/^\d+$/.test(value) : !duration.test(value)) {
      return cannotRead(`--${name}=${value}`, 'it wants one number with one unit: `s`, `m` or `h`')
    }
  }
  return undefined
}

/** Whether a quote is left open in a value of `name=value`; hadolint takes a backslash for an escape in any quotes. */
const isOpen = (value: string): boolean => {
  if (!/["']/.test(value)) return false
  let quote = ''
  for (let index = 0; index < value.length; index++) {
    const char = value[index] ?? ''
    if (char === '\\' && (quote !== '' || !/["']/.test(value[index + 1] ?? ''))) index++
    else if (quote === '' ? char === '"' || char === "'" : char === quote) quote = quote === '' ? char : ''
  }
  return quote !== ''
}

/** hadolint takes the last of two backslashes at the end of a line for a continuation. */
const twoBackslashes = (text: string): Unreadable | undefined =>
  text.endsWith('\\\\') ? cannotRead(text, 'it takes the last backslash for a continuation') : undefined

const pairs = (it: { readonly pairs: readonly KeyValue[] }): Unreadable | undefined => {
  const [first] = it.pairs
  if (first?.separator === ' ') return twoBackslashes(first.value)
  const open = it.pairs.find(({ value, separator }) => separator === '=' && isOpen(value))
  return open && cannotRead(`${open.name}=${open.value}`, 'it takes a quote for left open')
}

const fileFlags = ['chown', 'chmod', 'link', 'exclude']
const addFlags = [...fileFlags, 'checksum', 'keep-git-dir', 'unpack']
const copyFlags = [...fileFlags, 'from', 'parents', 'unpack']

const files = (it: InstructionOf<'copy' | 'add'>, known: readonly string[]): Unreadable | undefined =>
  unknownFlag(it, known) ??
  twice(it, ['exclude']) ??
  (it.words.length < 2 ? cannotRead(it.words.join(' '), 'it wants a source and a destination') : undefined)

/** What hadolint cannot read of each kind, heredocs apart. */
const tests: { readonly [Kind in InstructionKind]?: readonly Test<Kind>[] } = {
  add: [(it) => files(it, addFlags)],
  cmd: [command],
  copy: [(it) => files(it, copyFlags), (it) => twoBackslashes(it.words.at(-1) ?? '')],
  entrypoint: [command],
  env: [pairs],
  expose: [ports],
  from: [image],
  healthcheck: [
    healthcheck,
    (it) => unknownFlag(it, ['interval', 'timeout', 'start-period', 'start-interval', 'retries']),
    (it) => twice(it, []),
    command,
  ],
  label: [pairs],
  run: [mounts, modes, (it) => (it.heredocs.length > 0 ? undefined : command(it))],
  workdir: [(it) => twoBackslashes(it.path)],
}

const testsOf = <Kind extends InstructionKind>(
  table: { readonly [Each in Kind]?: readonly Test<Each>[] },
  instruction: InstructionOf<Kind> & { readonly kind: Kind },
): Unreadable | undefined => {
  for (const test of table[instruction.kind] ?? []) {
    const found = test(instruction)
    if (found !== undefined) return found
  }
  return undefined
}

/** Why hadolint cannot read an instruction; heredocs are another matter. */
export const unreadableByHadolint = (instruction: Instruction): Unreadable | undefined => {
  const read = instruction.kind === 'onbuild' ? instruction.instruction : instruction
  return testsOf<InstructionKind>(tests, read)
}
