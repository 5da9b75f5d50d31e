import { bind, cache, secret, type Mount } from '../../../builders/mounts.js'
import { sh, type Shell } from '../../../builders/shell.js'
import type { PythonManagerName } from '../../../project/facts.js'
import type { PythonOptions } from '../options.js'
import { source, target, type Layout } from '../paths.js'
import { refusal } from '../refusal.js'

/** The folder of downloads of each manager, for root. */
const caches: Readonly<Record<PythonManagerName, readonly string[]>> = {
  pip: ['/root/.cache/pip'],
  uv: ['/root/.cache/uv'],
  poetry: ['/root/.cache/pypoetry'],
  pdm: ['/root/.cache/pdm'],
  pipenv: ['/root/.cache/pipenv', '/root/.cache/pip'],
}

/** Cache mounts that keep a manager's downloads; none where nothing stays on the builder. */
export const cacheMounts = (manager: PythonManagerName, kept: PythonOptions['cache']): readonly Mount[] =>
  kept === 'mount' ? caches[manager].map((path) => cache(path)) : []

/** Deletes downloads in the layer that made them, for managers without a switch for that. */
export const forget = (manager: PythonManagerName, kept: PythonOptions['cache']): readonly Shell[] =>
  kept === 'mount' ? [] : [sh`rm -rf ${caches[manager]}`]

/** The flag without which pip or uv would keep downloads in the layer. */
export const noCache = (program: 'pip' | 'uv', kept: PythonOptions['cache']): readonly string[] =>
  kept === 'mount' ? [] : [program === 'pip' ? '--no-cache-dir' : '--no-cache']

/** Files of the service, seen by one RUN at the place where they have in the repository. */
export const bindMounts = (layout: Layout, paths: readonly string[]): readonly Mount[] =>
  paths.map((path) => bind(target(layout, path), { source: source(layout, path) }))

/** The variable that names the package index. */
const indexVariables: Readonly<Record<PythonManagerName, string | undefined>> = {
  pip: 'PIP_INDEX_URL',
  uv: 'UV_DEFAULT_INDEX',
  poetry: undefined,
  pdm: 'PDM_PYPI_URL',
  pipenv: 'PIPENV_PYPI_MIRROR',
}

/**
 * Secrets as environment variables of the install steps: in no layer and not in the history of the image.
 *
 * @throws GenDockerfileError `index-not-supported` for poetry, whose indexes stand in pyproject.toml.
 */
export const secretMounts = (manager: PythonManagerName, options: PythonOptions): readonly Mount[] => {
  const variables = new Map(Object.entries(options.installSecrets))
  if (options.index !== undefined) {
    const name =
      indexVariables[manager] ??
      refusal(
        'index-not-supported',
        `${manager} takes the URL of an index only from pyproject.toml, so the option \`index\` cannot set it.`,
        "Pass the credentials: `installSecrets: { POETRY_HTTP_BASIC_<NAME>_PASSWORD: 'secret-id' }`.",
      )
    variables.set(name, options.index)
  }
  return [...variables].sort(([a], [b]) => (a < b ? -1 : 1)).map(([env, id]) => secret(id, { env }))
}
