import { chain, sh } from '../../../builders/shell.js'
import type { PipCommands } from './pip.js'
import type { PythonOptions } from '../options.js'
import { noCache } from './mounts.js'
import { each, prepareUv } from './uv.js'

const create = 'uv venv .venv'

/** `uv pip` in the place of pip: the same files, without pip in the environment. */
export const uvPip = (version: string, kept: PythonOptions['cache']): PipCommands => ({
  create,
  install: (argument) => sh`${['uv', 'pip', 'install', ...noCache('uv', kept)]} ${argument}`,
  cache: 'uv',
  prepare: prepareUv(version),
  fromPyproject: (extras, groups) =>
    chain(
      create,
      sh`uv pip install ${[...noCache('uv', kept), '-r', 'pyproject.toml', ...each('--extra', extras), ...groups]}`,
    ),
})
