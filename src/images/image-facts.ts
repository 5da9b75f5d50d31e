/** A C library that programs of an image are linked with; `none` where there is none to link with. */
export type Libc = 'glibc' | 'musl' | 'none'

/** A program that installs distribution packages. */
export type PackageManager = 'apt-get' | 'apk' | 'dnf' | 'microdnf'

/** A distribution that an image is made of. */
export interface Distribution {
  readonly name: 'debian' | 'ubuntu' | 'alpine' | 'wolfi' | 'busybox' | 'none'
  /** `trixie`, `noble`, `3.23`; absent where the tag does not say it, since what `latest` means moves. */
  readonly release?: string
}

/** A line of /etc/passwd. */
export interface KnownUser {
  readonly name: string
  readonly uid: number
}

/** The day after which a release gets no security fixes. */
export interface EndOfLife {
  /** `Debian 11 (bullseye)`, `Node.js 18`. */
  readonly subject: string
  /** `2026-08-31` */
  readonly date: string
  /** The page that says so. */
  readonly source: string
}

/**
 * What is known of a base image. Everything here is certain for the tag asked for; what a tag does not decide is left
 * out, and an image that the table does not know has no facts at all.
 */
export interface ImageFacts {
  /** The row of the table: `node`, `distroless-static`. */
  readonly name: string
  /** The version of what the image is for, as far as the tag says it: `24`, `1.26`. */
  readonly version?: string
  readonly distribution: Distribution
  readonly libc: Libc
  /** Paths of the shells; empty when there is none. Shell form needs `/bin/sh`. */
  readonly shells: readonly string[]
  readonly packageManagers: readonly PackageManager[]
  /** The user that the image runs as when nothing else is said. */
  readonly user: KnownUser
  /** All users of /etc/passwd that can be named. */
  readonly users: readonly KnownUser[]
  /** Whether `users` is the whole of /etc/passwd, so that any other name fails. */
  readonly usersComplete: boolean
  /** Empty when the image has none. */
  readonly entrypoint: readonly string[]
  /** Programs that are certainly there (true) or certainly not (false). */
  readonly tools: Readonly<Record<string, boolean>>
  /** The environment: PATH with its value, other names with their value where it does not depend on the release, else ''. */
  readonly env: Readonly<Record<string, string>>
  readonly workdir: string
  /** Everything that the image holds, for images of a few files; absent for all others. */
  readonly files?: readonly string[]
  /** Of the distribution and of the language; empty where none is known. */
  readonly endOfLife: readonly EndOfLife[]
}
