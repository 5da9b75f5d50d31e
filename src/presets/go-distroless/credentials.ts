import { secret, ssh, type Mount } from '../../builders/mounts.js'
import { sh } from '../../builders/shell.js'
import type { StageStep } from '../../builders/steps/packages.js'
import { refuse } from '../compiled/refusal.js'
import type { GoOptions } from './options.js'

const hostsOf = (patterns: readonly string[]): readonly string[] =>
  [...new Set(patterns.map((pattern) => pattern.split('/')[0] ?? ''))]
    .sort()
    .map((host) =>
      /^[\w.-]+$/.test(host)
        ? host
        : refuse(
            'wildcard-host',
            `The private modules of \`${host}\` cannot be fetched by SSH: git needs the name of a host.`,
            "Write the host: `private: { modules: ['git.example.com/*'], credentials: 'ssh' }`.",
          ),
    )

/** What the stage has to know before it fetches private modules: `ENV GOPRIVATE=…`, and that git uses SSH. */
export const preparePrivate = ({ private: modules }: GoOptions): StageStep => {
  if (modules === undefined) return (stage) => stage
  const goprivate = { GOPRIVATE: modules.modules.join(',') }
  if (modules.credentials === 'netrc') return (stage) => stage.env(goprivate)
  const hosts = hostsOf(modules.modules)
  return (stage) => {
    // go.sum verifies what comes, so a host key may be accepted when it is seen first.
    let result = stage.env({ ...goprivate, GIT_SSH_COMMAND: 'ssh -o StrictHostKeyChecking=accept-new' })
    for (const host of hosts) {
      result = result.run(sh`git config --global url.ssh://git@${host}/.insteadOf https://${host}/`)
    }
    return result
  }
}

/** The mounts that hold the credentials while modules are fetched, for the user whose home is given. */
export const credentialMounts = ({ private: modules }: GoOptions, home: string, uid: number): readonly Mount[] => {
  if (modules === undefined) return []
  const owner = uid === 0 ? {} : { uid }
  return modules.credentials === 'ssh' ? [ssh(owner)] : [secret('netrc', { target: `${home}/.netrc`, ...owner })]
}
