import type { FactPlace, FileEntry, NativeNeed, PortFact, VersionFact } from '../common-facts.js'

/** A package manager that installs from package.json. */
export type NodeManagerName = 'npm' | 'pnpm' | 'yarn' | 'bun'

/** Where the version of Node was found. */
export type NodeVersionSource = 'engines' | 'devEngines' | '.nvmrc' | '.node-version' | '.tool-versions' | 'volta'

/** Dependency names and the ranges as written. */
export type DependencyRanges = Readonly<Record<string, string>>

/** The package manager, its version and its lockfile. */
export interface NodeManagerFact {
  readonly name: NodeManagerName
  /** Exact when `packageManager` pins it (`10.4.1`, without the hash), else absent. */
  readonly version?: string
  /** Known from `version`, else inferred from the lockfile's format: pnpm 5.x -> 7, 6.0 -> 8, 9.0 -> 10; yarn 1 or 4. */
  readonly major?: number
  readonly source: 'packageManager' | 'devEngines' | 'engines' | 'volta' | 'lockfile' | 'config' | 'default'
  /** Relative to the service: `pnpm-lock.yaml`, `../../yarn.lock`. Absent when nothing is locked: a frozen install is impossible. */
  readonly lockfile?: string
  /** The lockfile's own version: npm `3`, pnpm `9.0`, yarn berry `8`, bun `1`. */
  readonly lockfileVersion?: string
  /** Yarn 2 or later. */
  readonly berry: boolean
  /** How yarn berry links; `pnp` has no node_modules. */
  readonly linker?: 'pnp' | 'node-modules' | 'pnpm'
  /** `.yarn/releases/yarn-4.5.0.cjs` when the repository carries its own yarn. */
  readonly yarnPath?: string
  /** Yarn berry's offline mirror is committed (`.yarn/cache`): nothing has to be downloaded. */
  readonly zeroInstall: boolean
  /** Yarn berry's plugins: `@yarnpkg/plugin-workspace-tools`, which `workspaces focus` needs before yarn 4. */
  readonly plugins?: readonly string[]
  /** pnpm copies workspace members into the service's dependencies instead of linking them. */
  readonly injects?: true
  /** Environment variables that `.npmrc` and `.yarnrc.yml` take credentials from: `NPM_TOKEN` of `${NPM_TOKEN}`. */
  readonly variables?: readonly string[]
  readonly place?: FactPlace
}

/** A file or folder besides the manifest and the lockfile without which the install fails or differs. */
export interface InstallInput {
  readonly path: string
  readonly kind: 'file' | 'dir'
  readonly why:
    | 'registry'
    | 'manager'
    | 'patch'
    | 'plugin'
    | 'workspace'
    | 'hook'
    | 'lifecycle-script'
    | 'local-package'
    | 'cache'
  /** The folder of a package that node_modules only has a link to, and that the service needs to run. */
  readonly runs?: true
}

/** package.json, as far as an image cares. */
export interface NodeManifest {
  readonly name?: string
  readonly version?: string
  readonly private: boolean
  readonly type: 'module' | 'commonjs'
  readonly main?: string
  /** What is published of the package: `['dist']`. */
  readonly files?: readonly string[]
  /** It says how others import it: `exports`, `module`, types, or how it is published. `files` alone says what a deployed service needs. */
  readonly importable?: true
  /** Some dependency is `injected` in `dependenciesMeta`. */
  readonly injected?: true
  readonly bin: Readonly<Record<string, string>>
  readonly scripts: Readonly<Record<string, string>>
  readonly dependencies: DependencyRanges
  readonly devDependencies: DependencyRanges
  readonly optionalDependencies: DependencyRanges
  readonly peerDependencies: DependencyRanges
}

/** The scripts of this package that the install itself runs. */
export interface NodeLifecycle {
  readonly preinstall?: string
  readonly install?: string
  readonly postinstall?: string
  /** Runs on a local install, also with `--omit=dev`: husky and friends fail there. */
  readonly prepare?: string
  /** pnpm runs it at the root, before anything is installed. */
  readonly 'pnpm:devPreinstall'?: string
}

/** The build script. */
export interface NodeBuildFact {
  /** The name of the script: `build`. */
  readonly script: string
  /** What the script runs: `tsc -p tsconfig.build.json`. */
  readonly command: string
  readonly tool?:
    | 'tsc'
    | 'tsup'
    | 'tsdown'
    | 'esbuild'
    | 'swc'
    | 'babel'
    | 'vite'
    | 'next'
    | 'nest'
    | 'nuxt'
    | 'nitro'
    | 'vinxi'
    | 'remix'
    | 'react-router'
    | 'astro'
    | 'sveltekit'
    | 'rollup'
    | 'webpack'
    | 'ncc'
    | 'bun'
    | 'turbo'
    | 'nx'
    | 'parcel'
    | 'react-scripts'
    | 'angular'
    | 'vue-cli'
    | 'gatsby'
    | 'unbuild'
    | 'medusa'
    | 'strapi'
  /** The folder that it writes: `dist`. Absent when it could not be told. */
  readonly output?: string
  readonly outputSource?: 'script' | 'config' | 'tool-default' | 'entry'
  /** The output holds what it needs of the sources and of node_modules, too, as Nitro's does. */
  readonly selfContained?: true
  /** Tools that look over the sources before: `jest` and `eslint` of `eslint . && npm test && tsc`. */
  readonly checks?: readonly string[]
  /** What it writes is for Bun alone: `bun build --target bun`. */
  readonly isForBun?: true
}

/** How the service starts. `file` is run by node itself; `command` is a start script that is something else (`next start`). */
export type NodeEntry =
  | {
      readonly kind: 'file'
      readonly file: string
      /** Flags before the file: `--enable-source-maps`. */
      readonly nodeArgs: readonly string[]
      /** Arguments after the file. */
      readonly args: readonly string[]
      /** `NAME=value` words before `node`. */
      readonly env: Readonly<Record<string, string>>
      readonly source: 'start-script' | 'main' | 'bin' | 'convention' | 'framework'
      /** False when the file is not in the repository: the build makes it. */
      readonly exists: boolean
    }
  | {
      readonly kind: 'command'
      readonly script: string
      readonly command: string
      /** The words of a command that needs no shell: `['next', 'start']`. Absent when it does (`&&`, `|`, `$X`). */
      readonly words?: readonly string[]
      readonly env: Readonly<Record<string, string>>
      readonly source: 'start-script'
    }

/** What the service is built with. `static` frameworks make files for a web server and have nothing to start. */
export interface NodeFrameworkFact {
  readonly name: string
  readonly kind: 'server' | 'ssr' | 'static'
  readonly version?: string
}

/** Next.js particulars. */
export interface NextFacts {
  /** `output` of next.config: `standalone`, `export`. */
  readonly output?: 'standalone' | 'export'
  readonly config?: string
  /** Files of the package that the configuration imports: `src/env.js`. */
  readonly configImports: readonly string[]
  /** `public/` may be missing, and copying what is missing fails. */
  readonly hasPublic: boolean
}

/** A folder that a generator of Prisma writes, outside of node_modules. */
export interface PrismaOutput {
  /** `generated/client`, or the folder above where that holds nothing else. */
  readonly path: string
  /** It is TypeScript, which the build of the package compiles with the rest. */
  readonly isCompiled: boolean
}

/** Prisma particulars: the client is generated from the schema and needs OpenSSL at run time. */
export interface PrismaFacts {
  /** `prisma/schema.prisma`, or a folder for a split schema. */
  readonly schema: string
  /** Prisma's commands would not find the schema by themselves: they have to be told. */
  readonly isElsewhere?: true
  /** The scripts that run `prisma generate`, by themselves or through others. */
  readonly callers: readonly string[]
  readonly config?: string
  /** Files of the package that the configuration imports. */
  readonly configImports: readonly string[]
  /** Variables that the configuration insists on with `env('DATABASE_URL')`, also where nothing is connected to. */
  readonly variables: readonly string[]
  /** Files of the package that the schema names as generators: `scripts/generator.ts` of `bun scripts/generator.ts`. */
  readonly generators?: readonly string[]
  readonly outputs?: readonly PrismaOutput[]
}

/** A member of the workspace that the service's build needs, as far as an install and a build are concerned. */
export interface NodeMemberFacts {
  /** From the workspace's root: `packages/db`, `.`. */
  readonly dir: string
  readonly manifest: NodeManifest
  readonly lifecycle: NodeLifecycle
  /** As for the service, but from the workspace's root: `packages/db/.npmrc`, `patches`; folders of other members are left out. */
  readonly installInputs: readonly InstallInput[]
  /** `output` is relative to the member's folder. */
  readonly build?: NodeBuildFact
  /** Without a build script: the folder that `tsc --build` of a member which refers to it writes here. */
  readonly referenced?: string
  /** Paths relative to the member's folder. */
  readonly prisma?: PrismaFacts
  /** What lies in its folder, sorted by name. */
  readonly entries: readonly FileEntry[]
  readonly native: readonly NativeNeed[]
  readonly nativeDev: readonly NativeNeed[]
  readonly needsGit: boolean
}

/** What a package.json and its neighbours say. */
export interface NodeFacts {
  readonly manifest: NodeManifest
  readonly nodeVersion: VersionFact<NodeVersionSource>
  readonly packageManager: NodeManagerFact
  /** In install order of importance, sorted by path; never the manifest or the lockfile. */
  readonly installInputs: readonly InstallInput[]
  readonly lifecycle: NodeLifecycle
  readonly typescript: boolean
  /** Present when there is something to build before the start. */
  readonly build?: NodeBuildFact
  readonly entry?: NodeEntry
  /** Where nothing says how the service starts: the file that its `dev` script runs. */
  readonly devFile?: string
  readonly framework?: NodeFrameworkFact
  readonly next?: NextFacts
  readonly prisma?: PrismaFacts
  /** Production dependencies that need something of the distribution. */
  readonly native: readonly NativeNeed[]
  /** The same for development dependencies, which only the build stage installs. */
  readonly nativeDev: readonly NativeNeed[]
  /** A dependency comes from git (`git+https:`, `github:user/repo`): the install needs git. */
  readonly needsGit: boolean
  readonly port?: PortFact
  /**
   * Of a workspace member that is not its root: the root and the members that the build needs, the service included, the root first and
   * the others by folder.
   */
  readonly members?: readonly NodeMemberFacts[]
}
