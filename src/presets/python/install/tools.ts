import type { Tool } from './tool.js'

const each = (flag: string, values: readonly string[]): readonly string[] => values.flatMap((value) => [flag, value])

/** poetry, from poetry.lock. */
const poetry: Tool = {
  name: 'poetry',
  settings: { POETRY_VIRTUALENVS_IN_PROJECT: 'true', POETRY_NO_INTERACTION: 1 },
  files: ['poetry.lock', 'pyproject.toml'],
  install: ({ extras, groups }, production) => [
    'install',
    ...(production ? ['--only', ['main', ...groups].join(',')] : each('--with', groups)),
    ...each('--extras', extras),
    '--no-root',
    '--no-ansi',
    '--compile',
  ],
  compiles: true,
  inFolder: (path, words) => ['-C', path, ...words],
  withoutLocals: ['--no-directory'],
}

/** pdm, from pdm.lock. */
const pdm: Tool = {
  name: 'pdm',
  // The extra pins what pdm itself needs: a later release of one of those has broken it.
  requirement: 'pdm[locked]',
  settings: { PDM_CHECK_UPDATE: 'false', PDM_NON_INTERACTIVE: 1 },
  files: ['pdm.lock', 'pyproject.toml'],
  install: ({ extras, groups }, production) => [
    'install',
    '--check',
    ...(production ? ['--prod'] : []),
    ...each('--group', [...extras, ...groups]),
    '--no-editable',
    '--no-self',
  ],
  inFolder: (path, [command = 'install', ...rest]) => [command, '-p', path, ...rest],
}

/** pipenv, from Pipfile.lock; `--deploy` fails when the lockfile is out of date. */
const pipenv: Tool = {
  name: 'pipenv',
  settings: { PIPENV_VENV_IN_PROJECT: 1, PIPENV_NOSPIN: 1 },
  files: ['Pipfile', 'Pipfile.lock'],
  install: ({ groups }, production) => [
    'install',
    '--deploy',
    '--ignore-pipfile',
    ...(production ? [] : ['--dev']),
    ...(groups.length > 0 ? ['--categories', ['packages', ...groups].join(',')] : []),
  ],
}

/** The managers that are Python programs themselves. */
export const tools = { poetry, pdm, pipenv } satisfies Readonly<Record<Tool['name'], Tool>>
