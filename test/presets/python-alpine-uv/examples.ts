import { pythonAlpineUv } from '../../../src/presets/python-alpine-uv/index.js'
import type { Example } from '../compiled/repository.js'
import * as repositories from '../python/repositories.js'

const { requirements, uvPackage, uvWorkspace, native, pyprojectOnly, poetry } = repositories

/** Repositories of all shapes; the Dockerfile of each is `expected/<name>.Dockerfile`. */
export const alpineExamples: Readonly<Record<string, Example>> = {
  uv: { files: uvPackage, preset: pythonAlpineUv() },
  init: { files: uvPackage, preset: pythonAlpineUv({ init: true }) },
  'uv-workspace': { files: uvWorkspace, dir: 'apps/api', preset: pythonAlpineUv() },
  'uv-computed-version': {
    files: {
      ...uvPackage,
      'pyproject.toml': uvPackage['pyproject.toml']?.replace('version = "1.0.0"', 'dynamic = ["version"]') ?? '',
    },
    preset: pythonAlpineUv({ extras: ['fast'], groups: ['metrics'], managerVersion: '0.11.4' }),
  },
  requirements: { files: requirements, preset: pythonAlpineUv() },
  'requirements-layers': { files: requirements, preset: pythonAlpineUv({ cache: 'layer' }) },
  'uv-workspace-layers': { files: uvWorkspace, dir: 'apps/api', preset: pythonAlpineUv({ cache: 'layer' }) },
  native: { files: native, preset: pythonAlpineUv() },
  pyproject: { files: pyprojectOnly, preset: pythonAlpineUv({ extras: ['fast'], groups: ['metrics'] }) },
  'exported-from-poetry': {
    files: { ...poetry, 'requirements.txt': 'flask==3.1.2\ngunicorn==23.0.0\n' },
    preset: pythonAlpineUv({ manager: 'pip', index: 'pypi' }),
  },
}

interface Refusal extends Example {
  readonly code: string
  readonly says: string
  readonly hint: string
}

/** Repositories that cannot be installed there. */
export const alpineRefusals: Readonly<Record<string, Refusal>> = {
  'no Python': {
    files: {},
    preset: pythonAlpineUv(),
    code: 'no-python-project',
    says: '`pythonAlpineUv()` found no Python project',
    hint: 'dir:',
  },
  'a lockfile of poetry': {
    files: poetry,
    preset: pythonAlpineUv(),
    code: 'manager-not-supported',
    says: 'does not read `poetry.lock`',
    hint: '`uvx migrate-to-uv`',
  },
  'a package that needs glibc': {
    files: { ...requirements, 'requirements.txt': 'torch\nfastapi\nuvicorn\n' },
    preset: pythonAlpineUv(),
    code: 'needs-glibc',
    says: '`torch` (',
    hint: 'pythonSlim()',
  },
}
