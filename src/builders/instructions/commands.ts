import type { Flag } from '../../model/flag.js'
import { checkOptions } from '../check-options.js'
import { checkFilled, refuse, show } from '../refuse.js'
import { commandOf, type Shell } from '../shell.js'
import { simpleStep, type Step } from '../step.js'
import { checkDuration, type Duration } from '../values.js'

/** `CMD command` */
export const cmdStep = (command: string | Shell | readonly string[]): Step =>
  simpleStep(() => ({ kind: 'cmd', flags: [], command: commandOf(command, 'CMD') }))

/** `ENTRYPOINT command` */
export const entrypointStep = (command: string | Shell | readonly string[]): Step =>
  simpleStep(() => ({ kind: 'entrypoint', flags: [], command: commandOf(command, 'ENTRYPOINT') }))

/** `SHELL ["program", "argument", …]` */
export const shellStep = (args: readonly string[]): Step => {
  if (!Array.isArray(args) || args.length === 0) {
    refuse(
      'invalid-value',
      `shell() takes the program and its arguments as an array, not ${show(args)}.`,
      "Write `shell(['/bin/bash', '-o', 'pipefail', '-c'])`.",
    )
  }
  return simpleStep(() => ({
    kind: 'shell',
    flags: [],
    args: args.map((word) => checkFilled(word, 'An argument of SHELL')),
  }))
}

/** Options of {@link healthcheck}. */
export interface HealthcheckOptions {
  /** Time between two checks; 30s by default. */
  readonly interval?: Duration
  /** Time after which a check counts as failed; 30s by default. */
  readonly timeout?: Duration
  /** Time after the start in which failures do not count; 0s by default. */
  readonly startPeriod?: Duration
  /** Time between checks during the start period; 5s by default, needs Docker Engine 25. */
  readonly startInterval?: Duration
  /** Failures in a row that make the container unhealthy; 3 by default. */
  readonly retries?: number
}

const durations = {
  interval: 'interval',
  timeout: 'timeout',
  startPeriod: 'start-period',
  startInterval: 'start-interval',
} as const

const healthcheckFlags = (options: HealthcheckOptions): readonly Flag[] => {
  const flags: Flag[] = []
  checkOptions(options, [...Object.keys(durations), 'retries'], 'healthcheck()')
  for (const [key, name] of Object.entries(durations)) {
    const value = options[key as keyof typeof durations]
    if (value !== undefined) flags.push({ name, value: checkDuration(value, `The \`${key}\` of healthcheck()`) })
  }
  const { retries } = options
  if (retries !== undefined) {
    if (!Number.isInteger(retries) || retries < 0)
      refuse('invalid-value', `The retries of healthcheck() must be a whole number, not ${show(retries)}.`)
    flags.push({ name: 'retries', value: String(retries) })
  }
  return flags
}

/** `HEALTHCHECK [flags] CMD command`, or `HEALTHCHECK NONE` for false. */
export const healthcheckStep = (
  command: string | Shell | readonly string[] | false,
  options: HealthcheckOptions,
): Step => {
  if (command === false && Object.keys(options).length > 0) {
    refuse('invalid-option', '`healthcheck(false)` takes no options.')
  }
  if (Array.isArray(command) && command.length === 0) refuse('invalid-value', 'healthcheck() needs a command.')
  return simpleStep(() => ({
    kind: 'healthcheck',
    flags: healthcheckFlags(options),
    ...(command === false ? {} : { command: commandOf(command, 'HEALTHCHECK') }),
  }))
}
