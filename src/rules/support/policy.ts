/** What the value of a label has to be. */
export type LabelType = 'text' | 'url' | 'rfc3339' | 'spdx' | 'hash' | 'semver' | 'email'

/** What a team demands of its Dockerfiles; each part is checked by a rule of its own, and does nothing when absent. */
export interface Policy {
  /** Registries that images may come from: `docker.io`, `ghcr.io`, `*.corp.example`. */
  readonly registries?: { readonly allowed?: readonly string[]; readonly forbidden?: readonly string[] }
  /** Base images by name, with `*` for any text but `/`: `node`, `node:24*`, `ghcr.io/acme/*`. */
  readonly baseImages?: { readonly allowed?: readonly string[]; readonly forbidden?: readonly string[] }
  /** Every base image has a digest. */
  readonly digests?: boolean
  /** Labels that each final stage has, and what their values are. */
  readonly labels?: {
    readonly required?: Readonly<Record<string, LabelType>>
    /** No other labels. */
    readonly strict?: boolean
  }
  /** System packages that the final stages install, or that no stage may. */
  readonly packages?: { readonly required?: readonly string[]; readonly forbidden?: readonly string[] }
  readonly maximumStages?: number
  /** In bytes. */
  readonly maximumContext?: number
  /** The final stages run as a user that is not root, said in the file or by a known base image. */
  readonly nonRoot?: boolean
}
