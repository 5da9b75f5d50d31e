import { existsSync } from 'node:fs'
import { join } from 'node:path'

/** Where hadolint looks for its configuration besides the folder that it runs in. */
interface Homes {
  readonly XDG_CONFIG_HOME?: string | undefined
  readonly HOME?: string | undefined
}

const both = (folder: string, name: string): readonly string[] =>
  [`${name}.yaml`, `${name}.yml`].map((each) => join(folder, each))

/**
 * The configuration of hadolint that is in force in a folder; the parents of the folder do not matter. What belongs to the
 * user and not to the repository is only looked for where `homes` says so: it differs from machine to machine.
 */
export const findHadolintConfig = (cwd: string, homes: Homes = {}): string | undefined => {
  const { XDG_CONFIG_HOME: config, HOME: home } = homes
  const candidates = [
    ...both(cwd, '.hadolint'),
    ...(config ? both(config, 'hadolint') : []),
    ...(home ? [...both(join(home, '.config'), 'hadolint'), ...both(join(home, '.hadolint'), 'hadolint')] : []),
    ...(home ? [...both(join(home, '.hadolint'), 'config'), ...both(home, '.hadolint')] : []),
  ]
  return candidates.find((file) => existsSync(file))
}
