import type { DockerfileDocument } from '../model/document.js'

/** A service of a repository and the image that it gets. Paths are relative to the working directory, with `/`. */
export interface GeneratedService {
  /** Unique in the run: what the configuration calls it, else its manifest, else its folder. */
  readonly name: string
  /** The folder of the service. */
  readonly folder: string
  /** The `dockerfile.ts` or the `gen-dockerfile.yaml` that says what is generated. */
  readonly source: string
  /** The Dockerfile. */
  readonly output: string
  /** The ignore file that belongs to it; absent where it gets none. */
  readonly ignoreFile?: string
  /** The build context. */
  readonly context: string
  /** The stages that can be asked for, the default last: `dev`, `debug`, `runtime`. */
  readonly targets: readonly string[]
  readonly document: DockerfileDocument
  /** The preset that it is made by. */
  readonly preset?: string
  /** The folders of the workspace members that it is built from, itself included. */
  readonly members?: readonly string[]
}
