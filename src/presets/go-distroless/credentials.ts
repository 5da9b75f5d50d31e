import { secret, ssh, type Mount } from '../../builders/mounts.js'
import { chain, sh } from '../../builders/shell.js'
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

const notSecret = 'GOPRIVATE names modules; it holds no secret.\nhadolint ignore=DL3064'

/** What the stage has to know before it fetches private modules: `ENV GOPRIVATE=…`, and that git uses SSH. */
export const preparePrivate = ({ private: modules }: GoOptions): StageStep => {
  if (modules === undefined) return (stage) => stage
  const goprivate = { GOPRIVATE: modules.modules.join(',') }
  if (modules.credentials === 'netrc') return (stage) => stage.comment(notSecret).env(goprivate)
  const redirect = hostsOf(modules.modules).map(
    (host) => sh`git config --global url.ssh://git@${host}/.insteadOf https://${host}/`,
  )
  // go.sum verifies what comes, so a host key may be accepted when it is seen first.
  const environment = { ...goprivate, GIT_SSH_COMMAND: 'ssh -o StrictHostKeyChecking=accept-new' }
  return (stage) =>
    stage
      .comment(notSecret)
      .env(environment)
      .run(chain(...redirect))
}

/** The mounts that hold the credentials while modules are fetched, for the user whose home is given. */
export const credentialMounts = ({ private: modules }: GoOptions, home: string, uid: number): readonly Mount[] => {
  if (modules === undefined) return []
  const owner = uid === 0 ? {} : { uid }
  return modules.credentials === 'ssh' ? [ssh(owner)] : [secret('netrc', { target: `${home}/.netrc`, ...owner })]
}
