import { flagValue, flagValues } from '../../model/flag.js'
import type { Flag } from '../../model/flag.js'
import type { InstructionKind } from '../../model/instruction.js'
import { trimSpace } from '../../words/characters.js'
import { checkFlags } from '../check-flags.js'
import { triggerMessage } from '../convert-node.js'
import { goLowerCase, goQuote } from '../../words/go-text.js'
import { parseHeredocWord } from '../../words/heredoc-words.js'
import { checkMountText } from '../mount.js'
import { checkDevice } from './device.js'
import { numberMessage, parseDuration, parseInteger } from './numbers.js'
import type { Check, CheckTable } from './row.js'

const exactlyOne = (keyword: string, text: string): string | undefined =>
  text === '' ? `${keyword} requires exactly one argument` : undefined

const atLeastOne = (keyword: string, list: readonly unknown[]): string | undefined =>
  list.length === 0 ? `${keyword} requires at least one argument` : undefined

const blankNames = (keyword: string, list: readonly { readonly name: string }[]): string | undefined =>
  list.some(({ name }) => name === '') ? `${keyword} names can not be blank` : undefined

const flags = (instruction: { readonly kind: InstructionKind; readonly flags: readonly Flag[] }): string | undefined =>
  checkFlags(instruction.kind, instruction.flags)

const destination = (keyword: string, words: readonly string[]): string | undefined =>
  words.length < 2
    ? `${keyword} requires at least two arguments, but only one was provided. Destination could not be determined`
    : undefined

const heredocDestination = (keyword: string, words: readonly string[]): string | undefined => {
  const last = words.at(-1) ?? ''
  if (!last.includes('<<')) return undefined
  const heredoc = parseHeredocWord(last)
  return heredoc === undefined || 'error' in heredoc ? undefined : `${keyword} cannot accept a heredoc as a destination`
}

const firstOf = (values: readonly string[], check: (value: string) => string | undefined): string | undefined => {
  for (const value of values) {
    const message = check(value)
    if (message !== undefined) return message
  }
  return undefined
}

const oneOf = (allowed: readonly string[], message: (value: string) => string) => (value: string | undefined) =>
  value === undefined || allowed.includes(value) ? undefined : message(value)

const network = oneOf(['default', 'none', 'host'], (value) => `invalid network mode ${goQuote(value)}`)
const security = oneOf(['insecure', 'sandbox'], (value) => `security ${goQuote(value)} is not valid`)

const shortest = 1_000_000n

const duration =
  (name: string): Check<'healthcheck'> =>
  (it) => {
    const text = it.command === undefined ? '' : (flagValue(it, name) ?? '')
    if (text === '') return undefined
    const value = parseDuration(text)
    if (typeof value !== 'bigint') return value.error
    return value !== 0n && value < shortest ? `Interval ${goQuote(name)} cannot be less than 1ms` : undefined
  }

const retries: Check<'healthcheck'> = (it) => {
  const text = it.command === undefined ? '' : (flagValue(it, 'retries') ?? '')
  if (text === '') return undefined
  const value = parseInteger(text, 32)
  if (typeof value !== 'bigint') return numberMessage('ParseInt', text, value.error)
  return value < 0n ? `--retries cannot be negative (${value})` : undefined
}

/** What BuildKit refuses when it reads the instructions, before it builds anything. */
export const readChecks: CheckTable = {
  add: [(it) => destination('ADD', it.words), flags, (it) => heredocDestination('ADD', it.words)],
  // BuildKit does not look at the flags of ARG and STOPSIGNAL.
  arg: [(it) => atLeastOne('ARG', it.args), (it) => blankNames('ARG', it.args)],
  cmd: [flags],
  copy: [(it) => destination('COPY', it.words), flags, (it) => heredocDestination('COPY', it.words)],
  entrypoint: [flags],
  env: [flags, (it) => atLeastOne('ENV', it.pairs), (it) => blankNames('ENV', it.pairs)],
  expose: [(it) => atLeastOne('EXPOSE', it.ports), flags],
  from: [
    (it) =>
      it.as === undefined || /^[a-z][a-z0-9-_.]*$/.test(goLowerCase(it.as))
        ? undefined
        : `invalid name for build stage: ${goQuote(it.as)}, name can't start with a number or contain symbols`,
    flags,
  ],
  healthcheck: [
    (it) => (it.command === undefined ? undefined : flags(it)),
    duration('interval'),
    duration('timeout'),
    duration('start-period'),
    duration('start-interval'),
    retries,
  ],
  label: [flags, (it) => atLeastOne('LABEL', it.pairs), (it) => blankNames('LABEL', it.pairs)],
  maintainer: [(it) => exactlyOne('MAINTAINER', it.name), flags],
  onbuild: [flags, (it) => triggerMessage(it.instruction.kind.toUpperCase())],
  run: [
    flags,
    (it) => firstOf(flagValues(it, 'device'), checkDevice),
    (it) => firstOf(flagValues(it, 'mount'), checkMountText),
    (it) => network(flagValue(it, 'network')),
    (it) => security(flagValue(it, 'security')),
  ],
  shell: [flags, (it) => atLeastOne('SHELL', it.args)],
  stopsignal: [(it) => exactlyOne('STOPSIGNAL', it.signal)],
  user: [(it) => exactlyOne('USER', it.user), flags],
  volume: [
    (it) => atLeastOne('VOLUME', it.paths),
    flags,
    (it) =>
      it.paths.some((path) => trimSpace(path) === '') ? 'VOLUME specified can not be an empty string' : undefined,
  ],
  workdir: [(it) => exactlyOne('WORKDIR', it.path), flags],
}
