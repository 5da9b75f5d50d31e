import type { Flag } from '../../model/flag.js'
import { hasBrand } from '../brand.js'
import { mountFlag, type Mount } from '../mounts.js'
import { checkOptions } from '../check-options.js'
import { checkFilled, refuse, show } from '../refuse.js'
import { isScript, type Script } from '../script.js'
import { commandOf, type Shell } from '../shell.js'
import { isStage } from '../stage-value.js'
import { type Draft, type LowerContext, lowerOnce, type Step } from '../step.js'

/** Options of {@link run}. */
export interface RunOptions {
  readonly mounts?: readonly Mount[]
  /** Network of the step: `none` forbids it, `host` shares the host's. */
  readonly network?: 'default' | 'none' | 'host'
  /** `insecure` runs without the sandbox; the builder must allow it. */
  readonly security?: 'sandbox' | 'insecure'
  /** Devices by CDI name, such as `nvidia.com/gpu=all`; needs a labs frontend. */
  readonly devices?: readonly string[]
}

const known = ['mounts', 'network', 'security', 'devices']

const isMount = (value: unknown): value is Mount => hasBrand(value, 'mount')

const list = (values: unknown, name: string): readonly unknown[] =>
  values === undefined || Array.isArray(values)
    ? (values ?? [])
    : refuse('invalid-option', `The option \`${name}\` of run() must be an array, not ${show(values)}.`)

const checkRunOptions = (options: RunOptions): void => {
  checkOptions(options, known, 'run()')
  for (const device of list(options.devices, 'devices')) checkFilled(device, 'A device of run()')
  for (const mount of list(options.mounts, 'mounts')) {
    if (!isMount(mount)) {
      refuse(
        'invalid-mount',
        `${show(mount)} is not a mount.`,
        "Make mounts with `cache('/path')`, `bind`, `secret`, `ssh` or `tmpfs`.",
      )
    }
  }
}

const choice = (name: string, value: string | undefined, allowed: readonly string[]): readonly Flag[] => {
  if (value === undefined) return []
  if (!allowed.includes(value)) {
    refuse(
      'invalid-option',
      `The option \`${name}\` of run() cannot be ${show(value)}.`,
      `It is one of ${allowed.map((each) => `\`${each}\``).join(', ')}.`,
    )
  }
  return [{ name, value }]
}

const runFlags = (options: RunOptions, context: LowerContext): readonly Flag[] => [
  ...(options.mounts ?? []).map((mount) => ({ name: 'mount', value: mountFlag(mount, context) })),
  ...choice('network', options.network, ['default', 'none', 'host']),
  ...choice('security', options.security, ['sandbox', 'insecure']),
  ...(options.devices ?? []).map((value) => ({ name: 'device', value })),
]

const runDraft = (
  command: string | Shell | Script | readonly string[],
  options: RunOptions,
  context: LowerContext,
): Draft => {
  const flags = runFlags(options, context)
  if (isScript(command)) {
    const { heredoc } = command
    return { kind: 'run', flags, command: { form: 'shell', text: `<<${heredoc.name}` }, heredocs: [heredoc] }
  }
  const parsed = commandOf(command, 'RUN')
  if (parsed.form === 'shell' && /(?:^|\s)\d*<<-?\s*[^\s<]/.test(parsed.text)) {
    refuse(
      'heredoc-in-command',
      `The command ${show(parsed.text)} holds \`<<\`, which a Dockerfile reads as the start of a heredoc.`,
      'Write it with `script(…)`.',
    )
  }
  return { kind: 'run', flags, command: parsed, heredocs: [] }
}

/** `RUN [flags] command`. */
export const runStep = (command: string | Shell | Script | readonly string[], options: RunOptions): Step => {
  checkRunOptions(options)
  const mounts = options.mounts ?? []
  const references = mounts.flatMap(({ from }) => (isStage(from) ? [from] : []))
  if (Array.isArray(command) && command.length === 0) refuse('invalid-value', 'RUN needs a command.')
  const lower: Step['lower'] = (context) => [runDraft(command, options, context)]
  return { references, lower: mounts.some(({ from }) => from !== undefined) ? lower : lowerOnce(lower) }
}
