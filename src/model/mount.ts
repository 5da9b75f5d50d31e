/** A file or directory of the build context, a stage or an image: `--mount=type=bind,source=go.mod,target=go.mod`. */
export interface BindMount {
  readonly type: 'bind'
  readonly target: string
  readonly from?: string
  readonly source?: string
  /** True unless `rw` is written; what is written is thrown away after the RUN. */
  readonly readonly: boolean
}

/** A directory that outlives the build: `--mount=type=cache,target=/root/.npm,sharing=locked`. */
export interface CacheMount extends MountOwner {
  readonly type: 'cache'
  readonly target: string
  readonly from?: string
  readonly source?: string
  /** The name of the cache; its target where none is written. */
  readonly id?: string
  readonly sharing?: 'shared' | 'private' | 'locked'
  readonly readonly: boolean
}

/** An empty directory in memory: `--mount=type=tmpfs,target=/tmp,size=64m`. */
export interface TmpfsMount {
  readonly type: 'tmpfs'
  readonly target: string
  /** The upper limit in bytes. */
  readonly size?: number
  readonly readonly: boolean
}

/** A secret of the one who builds: `--mount=type=secret,id=npmrc,target=/root/.npmrc`. */
export interface SecretMount extends MountOwner {
  readonly type: 'secret'
  /** The secret's name, written as `id` or `source`; the last part of the target where neither is written. */
  readonly id: string
  readonly target?: string
  /** The variable that holds it. */
  readonly env?: string
  readonly required: boolean
}

/** The agent of the one who builds: `--mount=type=ssh`. */
export interface SshMount extends MountOwner {
  readonly type: 'ssh'
  readonly id?: string
  readonly target?: string
  readonly required: boolean
}

/** Who owns a mounted file or directory. */
export interface MountOwner {
  readonly uid?: number
  readonly gid?: number
  /** The permissions, as a number: `0o755`. */
  readonly mode?: number
}

/** A mount of a RUN. */
export type Mount = BindMount | CacheMount | TmpfsMount | SecretMount | SshMount

/** The kinds of mounts. */
export type MountType = Mount['type']
