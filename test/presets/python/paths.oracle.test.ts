import { execFileSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { render } from '../../../src/builders/render.js'
import { defaultVersions } from '../../../src/images/index.js'
import { parseDockerfile } from '../../../src/parser/parse-dockerfile.js'
import { resolve } from '../../../src/presets/define-preset.js'
import { pythonSlim } from '../../../src/presets/python-slim/index.js'
import { readFacts } from '../../../src/project/read-facts.js'
import { findTool, removeFolders, replay, repository } from './replay.js'

type Files = Readonly<Record<string, string>>

const poetryProject = (name: string, main: string, more = ''): string =>
  `[tool.poetry]\nname = "${name}"\nversion = "1.0.0"\ndescription = ""\nauthors = []\n\n[tool.poetry.dependencies]\npython = ">=3.11"\n${main}${more}\n[build-system]\nrequires = ["poetry-core"]\nbuild-backend = "poetry.core.masonry.api"\n`

const pdmProject = (name: string, dependencies: readonly string[], more = ''): string =>
  `[project]\nname = "${name}"\nversion = "1.0.0"\nrequires-python = ">=3.11"\ndependencies = ${JSON.stringify(dependencies)}\n${more}\n[build-system]\nrequires = ["pdm-backend"]\nbuild-backend = "pdm.backend"\n`

const sources: Files = {
  'apps/api/src/api/__init__.py': 'import core\n\n\ndef main():\n    print(core.name)\n',
  'apps/worker/worker/__init__.py': '',
  'libs/core/core/__init__.py': 'import tools\n\nname = tools.name\n',
  'libs/tools/tools/__init__.py': 'name = "tools"\n',
  'libs/checks/checks/__init__.py': '',
  'libs/other/other/__init__.py': '',
}

afterAll(removeFolders)

const scripts = '\n[project.scripts]\napi = "api:main"\n'

const shapes: Readonly<Record<'poetry' | 'pdm' | 'uv', { readonly version: string; readonly files: Files }>> = {
  poetry: {
    version: '2.2.1',
    files: {
      ...sources,
      'apps/api/pyproject.toml': poetryProject(
        'api',
        'core = { path = "../../libs/core", develop = true }\n',
        '\n[tool.poetry.group.test.dependencies]\nchecks = { path = "../../libs/checks" }\n\n[tool.poetry.scripts]\napi = "api:main"\n',
      ),
      'libs/core/pyproject.toml': poetryProject('core', 'tools = { path = "../tools", develop = true }\n'),
      'libs/tools/pyproject.toml': poetryProject('tools', ''),
      'libs/checks/pyproject.toml': poetryProject('checks', ''),
      'libs/other/pyproject.toml': poetryProject('other', ''),
    },
  },
  pdm: {
    version: '2.26.9',
    files: {
      ...sources,
      'apps/api/pyproject.toml': pdmProject(
        'api',
        ['core @ file:///${PROJECT_ROOT}/../../libs/core', 'tools @ file:///${PROJECT_ROOT}/../../libs/tools'],
        `${scripts}\n[tool.pdm.dev-dependencies]\ntest = ["-e file:///\${PROJECT_ROOT}/../../libs/checks#egg=checks"]\n`,
      ),
      'libs/core/pyproject.toml': pdmProject('core', []),
      'libs/tools/pyproject.toml': pdmProject('tools', []),
      'libs/checks/pyproject.toml': pdmProject('checks', []),
      'libs/other/pyproject.toml': pdmProject('other', []),
    },
  },
  uv: {
    version: defaultVersions.uv,
    files: {
      ...sources,
      'apps/api/pyproject.toml': `${pdmProject('api', ['core'], `${scripts}\n[dependency-groups]\ndev = ["checks"]\n`)}
[tool.uv.sources]
core = { path = "../../libs/core", editable = true }
checks = { path = "../../libs/checks" }
`,
      'libs/core/pyproject.toml': `${pdmProject('core', ['tools'])}\n[tool.uv.sources]\ntools = { path = "../tools" }\n`,
      'libs/tools/pyproject.toml': pdmProject('tools', []),
      'libs/checks/pyproject.toml': pdmProject('checks', []),
      'libs/other/pyproject.toml': pdmProject('other', []),
    },
  },
}

for (const name of ['poetry', 'pdm', 'uv'] as const) {
  const { version, files } = shapes[name]
  const tool = findTool(name, version)
  if (tool === undefined)
    console.warn(
      `skipped: ${name} cannot be installed here (\`python3 -m pip\`), so no install of projects by path was run`,
    )

  describe.skipIf(tool === undefined)(`${name} installs projects that paths name`, () => {
    it('from their closure, where the build context holds it', async () => {
      const folder = repository(files)
      execFileSync(tool ?? '', ['lock'], { cwd: join(folder, 'apps/api'), stdio: ['ignore', 'pipe', 'pipe'] })
      const service = await readFacts(join(folder, 'apps/api'), { ecosystems: ['python'] })
      const text = render(resolve(pythonSlim(), service))
      const parsed = parseDockerfile(text)
      if (!('document' in parsed)) throw new Error('The Dockerfile does not parse.')
      const sent = readdirSync(folder, { recursive: true, encoding: 'utf8', withFileTypes: true })
        .filter((entry) => entry.isFile() && !entry.parentPath.includes('.venv'))
        .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
      const from = { document: parsed.document, context: folder, sent }
      expect(text).not.toMatch(/libs\/other|apps\/worker|COPY \. /)
      const runtime = replay(from, 'build', { [name]: tool ?? '' })
      expect(runtime.packages).toEqual(['api', 'core', 'tools'])
      // Nothing leads back to the sources, which the final image does not have.
      expect(
        [...runtime.files.keys()].filter((path) => path.endsWith('.pth') && !path.includes('_virtualenv')),
      ).toEqual([])
      expect(runtime.run('api')).toBe('tools')
      expect(replay(from, 'dev', { [name]: tool ?? '' }).packages).toEqual(['api', 'checks', 'core', 'tools'])
    }, 300_000)
  })
}
