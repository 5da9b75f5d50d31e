import type { FactPlace, NativeNeed, PortFact, VersionFact } from '../common-facts.js'

/** A tool that installs a Python project's dependencies. */
export type PythonManagerName = 'pip' | 'uv' | 'poetry' | 'pdm' | 'pipenv'

/** Where the version of Python was found. */
export type PythonVersionSource =
  | 'requires-python'
  | '.python-version'
  | 'runtime.txt'
  | 'Pipfile'
  | 'poetry'
  | '.tool-versions'
  | 'lockfile'

/** The manager, its lockfile, and what is known of its version. */
export interface PythonManagerFact {
  readonly name: PythonManagerName
  /** Exact where something says so: poetry.lock's header, `tool.uv.required-version` with `==`. */
  readonly version?: string
  /** The constraint as written: `>=0.5`. */
  readonly range?: string
  /** Relative to the service: `uv.lock`, `../uv.lock`. */
  readonly lockfile?: string
  /** The lockfile's own version: uv `1`, poetry `2.1`, pdm `4.5.0`, Pipfile.lock `6`. */
  readonly lockfileVersion?: string
  readonly source: 'lockfile' | 'pyproject' | 'requirements' | 'Pipfile' | 'setup' | 'default'
}

/** A requirements file and what it drags in. */
export interface RequirementsFile {
  readonly path: string
  /** `main` is what production installs; `dev` is named dev, test, lint, docs or local. */
  readonly role: 'main' | 'dev' | 'other'
  /** Files named with `-r`, relative to the service. */
  readonly includes: readonly string[]
  /** Files named with `-c`. */
  readonly constraints: readonly string[]
  /** Local projects or archives: `-e .`, `./libs/common`, `vendor/x.whl`. */
  readonly localPaths: readonly string[]
  /** True when some requirement comes from a version control system: the install needs git. */
  readonly vcs: boolean
  /** True when every requirement carries a hash: `--require-hashes` holds. */
  readonly hashed: boolean
  /** `--index-url`, `--extra-index-url` and `--find-links` values. */
  readonly indexes: readonly string[]
}

/** One requirement; names are normalised (PEP 503): `psycopg2-binary`. */
export interface PythonDependency {
  readonly name: string
  readonly extras: readonly string[]
  /** `>=2.0,<3`; empty when any version will do. */
  readonly specifier: string
  /** `main`, or the extra or group that it belongs to. */
  readonly group: string
}

/** A version that the build of a package computes from the tags of git, which a build context does not hold. */
export interface PythonGitVersion {
  /** The package that computes it: `hatch-vcs`. */
  readonly by: string
  /** The variable that says it instead: `SETUPTOOLS_SCM_PRETEND_VERSION`. */
  readonly variable?: string
  /** The version of a folder without git, where the settings say one. */
  readonly fallback?: string
}

/** What pyproject.toml (or setup.py, setup.cfg) says of the project itself. */
export interface PythonProject {
  readonly file: string
  readonly name?: string
  readonly version?: string
  /** `hatchling.build`, `setuptools.build_meta`. */
  readonly buildBackend?: string
  /** True when an install of the project installs the project too, not only its dependencies. */
  readonly isPackage: boolean
  /** Why it is not installed: there is no `[build-system]`, the settings say so, or the back end finds no module of its name. */
  readonly notInstalled?: 'no-build-system' | 'settings' | 'no-module'
  /** What the build of the package reads besides its manifest and packages: readme, licences, hooks, files of versions and data. */
  readonly buildFiles: readonly string[]
  /** Where its version comes from git. */
  readonly gitVersion?: PythonGitVersion
  /** `src`: packages are under `src/`; `flat`: beside pyproject.toml; `none`: only modules, or nothing. */
  readonly layout: 'src' | 'flat' | 'none'
  /** Import packages found, as paths: `src/app`, `app`. */
  readonly packages: readonly string[]
  /** Console scripts: name to `module:function`. */
  readonly scripts: Readonly<Record<string, string>>
  /** Extras (`[project.optional-dependencies]`). */
  readonly extras: readonly string[]
  /** Dependency groups (`[dependency-groups]`, poetry and pdm groups). */
  readonly groups: readonly string[]
  /** Groups that development installs without being asked: `tool.uv.default-groups`, else `dev` where there is one. */
  readonly defaultGroups: readonly string[]
  /** Projects that are installed from a folder of this repository (`tool.uv.sources` and poetry path dependencies). */
  readonly localPaths: readonly string[]
}

/** What a project of the repository needs of another one. */
export interface PythonNeed {
  /** Folder of the project that is needed, from the build context: `libs/core`. */
  readonly dir: string
  /** Its extras that are asked for. */
  readonly extras: readonly string[]
  /** Always, with an extra, with a dependency group, or only while the package is built. */
  readonly kind: 'main' | 'extra' | 'group' | 'build'
  /** Name of the extra or group. */
  readonly name?: string
}

/** A project that is installed from a folder of this repository: a member of the workspace, or one that a path names. */
export interface PythonMember {
  /** As the manager knows it: `shop-core`. */
  readonly name: string
  /** Its folder, from the build context: `libs/core`. */
  readonly dir: string
  readonly kind: 'member' | 'path'
  /** False when only its dependencies are installed (`tool.uv.package = false`). */
  readonly isPackage: boolean
  /** What the build of the package reads, relative to its folder, sorted: manifest, readme, sources; `.` where that cannot be told. */
  readonly buildInputs: readonly string[]
  /** Where its version comes from git. */
  readonly gitVersion?: PythonGitVersion
  readonly needs: readonly PythonNeed[]
  /** Names that it says are members of the workspace, but that no member has. */
  readonly unknownMembers: readonly string[]
  /** False when the lockfile of the workspace lists its members without this one. */
  readonly locked: boolean
}

/** An application object. */
export interface PythonApp {
  readonly interface: 'asgi' | 'wsgi'
  readonly framework:
    | 'fastapi'
    | 'starlette'
    | 'litestar'
    | 'quart'
    | 'sanic'
    | 'flask'
    | 'django'
    | 'falcon'
    | 'bottle'
    | 'unknown'
  /** The import path, as a server wants it: `app.main`. */
  readonly module: string
  /** The variable or factory: `app`, `create_app`. */
  readonly attribute: string
  /** The attribute is a function that returns the application (`uvicorn --factory`). */
  readonly factory: boolean
  /** The folder that must be on the import path: `.`, `src`, `backend`. */
  readonly root: string
  readonly place: FactPlace
}

/** A server that the dependencies bring. */
export type PythonServer =
  | 'uvicorn'
  | 'gunicorn'
  | 'hypercorn'
  | 'granian'
  | 'daphne'
  | 'fastapi'
  | 'waitress'
  | 'uwsgi'

/** Django particulars. */
export interface DjangoFacts {
  /** `manage.py`, or `backend/manage.py`. */
  readonly managePy?: string
  /** `config.settings.production`, from manage.py, wsgi.py or asgi.py. */
  readonly settingsModule?: string
  /** STATIC_ROOT is set, so `collectstatic` has somewhere to write. */
  readonly staticRoot: boolean
  /** `django.contrib.staticfiles` is installed. */
  readonly staticFiles: boolean
  readonly whitenoise: boolean
}

/** How the program starts when no server runs it. */
export type PythonEntry =
  | { readonly kind: 'console-script'; readonly name: string; readonly target: string }
  | { readonly kind: 'module'; readonly module: string; readonly root: string }
  | {
      readonly kind: 'file'
      readonly file: string
      /** It is one of several scripts of which none is named like the program. */
      readonly rival?: true
      /** It names its dependencies itself, between `# /// script` and `# ///`, which only `uv run` and the like read. */
      readonly inline?: true
    }

/** What production gets where it installs more than its main requirements. */
export interface PythonAddition {
  /** An extra or a dependency group of pyproject.toml, or a requirements file with all that it includes. */
  readonly kind: 'extra' | 'group' | 'requirements'
  /** Its name, or the path of the file. */
  readonly name: string
  readonly servers: readonly PythonServer[]
  readonly native: readonly NativeNeed[]
}

/** What a Python project's files say. */
export interface PythonFacts {
  readonly pythonVersion: VersionFact<PythonVersionSource>
  readonly manager: PythonManagerFact
  /** The requirements files, `main` first. */
  readonly requirements: readonly RequirementsFile[]
  readonly project?: PythonProject
  /**
   * The service and every project of the repository that it may need, with whatever extra or group, sorted by folder; empty
   * where it needs none. From the build context, so that services share them.
   */
  readonly members: readonly PythonMember[]
  /** Archives of the repository (`vendor/x.whl`) that those are installed from, from the build context. */
  readonly archives: readonly string[]
  /** The folder that holds the service and every project that paths name, where that is above the service: `../..`. */
  readonly localRoot?: string
  /** Production requirements first, then the groups, each sorted by name. */
  readonly dependencies: readonly PythonDependency[]
  /** The best candidate of `apps`. */
  readonly app?: PythonApp
  /** All application objects found, best first. */
  readonly apps: readonly PythonApp[]
  /** The servers among the production dependencies, best for `app` first. */
  readonly servers: readonly PythonServer[]
  /** Ways to start without a server, best first. */
  readonly entries: readonly PythonEntry[]
  readonly django?: DjangoFacts
  readonly native: readonly NativeNeed[]
  /** What extras, groups and requirements files bring, as far as it matters to an image. */
  readonly additions: readonly PythonAddition[]
  /** A production requirement comes from git. */
  readonly needsGit: boolean
  readonly port?: PortFact
}
