/** Variables that steer a build or a tool of the old image, and why they are not for the container that a preset makes. */
const reasons: readonly (readonly [RegExp, string])[] = [
  [/^(?:PATH|LD_LIBRARY_PATH|PYTHONPATH|NODE_PATH|HOME|SHELL|PWD|USER|TERM)$/, 'it belongs to the old image'],
  [/^DEBIAN_FRONTEND$|^(?:APT|APK)_/, "it is for the distribution's package manager"],
  [/^(?:PIP|UV|POETRY|PDM|PIPENV|PYSETUP|VENV|VIRTUAL_ENV)(?:_|$)/, 'it is for the build, which the preset sets up'],
  [
    /^(?:NPM|YARN|PNPM|COREPACK|BUN_INSTALL|HUSKY)(?:_|$)|^npm_config_/i,
    'it is for the build, which the preset sets up',
  ],
  [
    /^(?:GO(?:PATH|ROOT|CACHE|MODCACHE|OS|ARCH|BIN|PROXY|PRIVATE|FLAGS|SUMDB|TOOLCHAIN|111MODULE)|GO111MODULE|CGO_\w+)$/,
    'it is for the build, which the preset sets up',
  ],
  [/^(?:CARGO|RUSTUP|RUSTFLAGS|RUSTC|SQLX_OFFLINE)(?:_|$)/, 'it is for the build, which the preset sets up'],
  [/^(?:NODE|PYTHON|GOLANG|RUST|ALPINE|DEBIAN)_(?:VERSION|SHA256)$/, 'the base image says it'],
]

/** Why a variable of an old Dockerfile is not for the container, where it is one of those. */
export const buildVariable = (name: string): string | undefined => reasons.find(([pattern]) => pattern.test(name))?.[1]
