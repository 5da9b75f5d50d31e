import type { IndexPage } from './package-index.js'

/** A lockfile that is not committed, since its format names the host that it was made from: the builder makes it. */
export interface Lockfile {
  readonly name: string
  readonly image: string
  /** Copied from another image first: image, path. */
  readonly tool?: readonly [image: string, path: string]
  /** Files of the application that the command reads. */
  readonly reads: readonly string[]
  readonly command: string
}

/** An edit of one source file that shows in the answer. */
export interface Edit {
  readonly file: string
  readonly find: string
  readonly replace: string
  readonly answer: RegExp
}

/** A preset on an application, and what is true of its images. */
export interface Case {
  readonly name: string
  /** Folder of the application, from the root of the repository. */
  readonly app: string
  /** The whole call: `nodeProdDeps()`. */
  readonly preset: string
  readonly port: number
  readonly path: string
  readonly answer: RegExp
  readonly edit: Edit
  /** Folder of `added` with the manifest and the lockfile after one dependency was added. */
  readonly added: string
  /** A page of the package index that names a file; what the manager keeps depends on the headers that come with it. */
  readonly keptByHeaders?: IndexPage
  /** Steps that a source edit may repeat although they look like an install: the project itself is installed. */
  readonly projectStep?: RegExp
  /** What the log of a build after a source edit does not say. */
  readonly notAgain?: RegExp
  /** Whether downloads are kept in layers, and so in no cache mount: an edit of the sources downloads nothing. */
  readonly layered?: true
  /** The shell of the debug target. */
  readonly shell: string
  /** Seconds until the `dev` target answers; absent where it is only built. */
  readonly dev?: number
  readonly lock?: Lockfile
  /** Images that are made in the test where the registry does not have them: name, and the npm package of the program. */
  readonly program?: { readonly image: string; readonly package: string; readonly path: string }
  /** Files that two builds from nothing cannot make alike, and why. */
  readonly irreproducible?: readonly { readonly path: RegExp; readonly why: string }[]
  /** Whether it belongs to the selection that is run without `--all`. */
  readonly quick: boolean
}
