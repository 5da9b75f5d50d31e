import type { Script } from '../../analysis/script.js'

/** Whether a script says `set -e`, in any of its spellings. */
export const setsErrexit = ({ commands }: Script): boolean =>
  commands.some(
    ({ name, args }) =>
      name === 'set' &&
      args.some(
        (arg, index) => /^-[a-zA-Z]*e/.test(arg) || (arg === 'errexit' && args[index - 1]?.endsWith('o') === true),
      ),
  )

/** Whether SHELL starts scripts so that they stop at a failure: `["/bin/bash", "-euo", "pipefail", "-c"]`. */
export const shellStops = (shell: readonly string[] | undefined): boolean =>
  shell?.slice(1).some((arg) => /^-[a-zA-Z]*e/.test(arg)) === true
