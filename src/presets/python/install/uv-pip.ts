import { chain, sh } from '../../../builders/shell.js'
import type { PipCommands } from './pip.js'
import { prepareUv } from './uv.js'

const create = 'uv venv .venv'

/** `uv pip` in the place of pip: the same files, without pip in the environment. */
export const uvPip = (version: string): PipCommands => ({
  create,
  install: (argument) => sh`uv pip install ${argument}`,
  cache: 'uv',
  prepare: prepareUv(version),
  fromPyproject: (extras, groups) =>
    chain(
      create,
      sh`uv pip install ${['-r', 'pyproject.toml', ...extras.flatMap((name) => ['--extra', name]), ...groups]}`,
    ),
})
