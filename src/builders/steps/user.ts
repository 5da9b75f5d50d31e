import { refuse, show } from '../refuse.js'
import { chain } from '../shell.js'
import type { PackageManager, StageStep } from './packages.js'

/** Options of {@link createUser}. */
export interface CreateUserOptions {
  /** Name of user and group; `app` by default. */
  readonly name?: string
  /** Numeric id of user and group, from 1 to 59999; 10001 by default. */
  readonly uid?: number
  /** Which tools the base image has: those of Debian (`apt`, the default) or of Alpine (`apk`). */
  readonly manager?: PackageManager
}

/**
 * Makes a user and a group without home, password or shell. `.user(10001, 10001)` then switches to it.
 *
 * @example
 * ```ts
 * stage().from('debian:trixie-slim').use(createUser()).user(10001, 10001)
 * // FROM debian:trixie-slim
 * // RUN groupadd --gid 10001 app && \
 * //     useradd --uid 10001 --gid app --no-log-init --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin app
 * // USER 10001:10001
 * ```
 * @throws GenDockerfileError `invalid-user`
 */
export const createUser = ({ name = 'app', uid = 10001, manager = 'apt' }: CreateUserOptions = {}): StageStep => {
  if (!/^[a-z_][a-z0-9_-]{0,30}$/.test(name))
    refuse('invalid-user', `The user name ${show(name)} is not one that Linux takes.`)
  if (!Number.isInteger(uid) || uid < 1 || uid > 59_999) {
    refuse('invalid-user', `The uid ${show(uid)} must be a whole number from 1 to 59999.`)
  }
  const commands = {
    apt: [
      `groupadd --gid ${uid} ${name}`,
      `useradd --uid ${uid} --gid ${name} --no-log-init --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin ${name}`,
    ],
    apk: [`addgroup -g ${uid} ${name}`, `adduser -u ${uid} -G ${name} -D -H -h /nonexistent -s /sbin/nologin ${name}`],
  }[manager]
  return (stage) => stage.run(chain(...commands))
}
