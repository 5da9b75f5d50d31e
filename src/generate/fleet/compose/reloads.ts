import type { Step } from '../../../analysis/stage-node.js'

/** Programs, options and scripts that look for changes themselves. */
const watching =
  /(?:^|[\s/:])(?:nodemon|air|watchexec|dev|watch|vite|bacon|runserver)(?:$|[\s"'])|--(?:watch|reload|hot)\b|\bflask\b.*--debug\b/

/** What only leads to the program: another folder, a variable. */
const leading = /^\s*(?:cd|exec|export|set)\b/

/** The words of the last instruction of a kind, as one text. */
const lastOf = (kind: 'cmd' | 'entrypoint', steps: readonly Step[]): string =>
  steps.reduce((text, { instruction }) => {
    if (instruction.kind !== kind) return text
    const { command } = instruction
    return command.form === 'exec' ? command.args.join(' ') : command.text
  }, '')

/**
 * Whether the program of a stage takes over changes while it runs. One that is compiled first, such as
 * `npm run build && node --watch dist/main.js`, sees its sources only when it is started.
 */
export const reloads = (steps: readonly Step[]): boolean => {
  const text = `${lastOf('entrypoint', steps)} ${lastOf('cmd', steps)}`.trim()
  if (!watching.test(text)) return false
  const commands = text.replace(/^(?:\S*\/)?(?:ba|da|a|z)?sh\s+-\w*c\s+["']?/, '').split(/&&|;/)
  return commands.slice(0, -1).every((command) => leading.test(command))
}
