import { expect, it } from 'vitest'
import { useServices } from './support.js'

const repository = useServices()

const service = (name: string): string => JSON.stringify({ name, scripts: { start: 'node index.js' } })

it('places what is wrong with the root of a workspace there, though the service has a file of that name', async () => {
  const { failures } = await repository({
    'package.json': '{\n  "private": true,\n  "workspaces": [\n    "services/*",\n    "../out"\n  ]\n}\n',
    'package-lock.json': '{"lockfileVersion":3}',
    'services/api/package.json': service('api'),
    'services/api/index.js': '',
    'gen-dockerfile.yaml': 'services: { services/*: {} }\n',
  }).plan()
  expect(failures.map(({ origin }) => origin)).toEqual([{ file: 'package.json', line: 5 }])
})

it('places what is wrong with the root of a uv workspace there', async () => {
  const { failures } = await repository({
    'pyproject.toml': '[tool.uv.workspace]\nmembers = [\n  "services/*",\n  "../out",\n]\n',
    'uv.lock': 'version = 1\nrequires-python = ">=3.12"\n',
    'services/api/pyproject.toml': '[project]\nname = "api"\nversion = "1"\n',
    'services/api/main.py': '',
    'gen-dockerfile.yaml': 'services: { services/*: {} }\n',
  }).plan()
  expect(failures.map(({ origin }) => origin)).toEqual([{ file: 'pyproject.toml', line: 4 }])
})

it('names lockfiles of several managers from the repository', async () => {
  const { failures } = await repository({
    'package.json': '{ "private": true, "workspaces": ["services/*"] }',
    'package-lock.json': '{"lockfileVersion":3}',
    'yarn.lock': '# yarn lockfile v1\n',
    'services/api/package.json': service('api'),
    'services/api/index.js': '',
    'gen-dockerfile.yaml': 'services: { services/*: {} }\n',
  }).plan()
  expect(failures.map(({ message }) => message).join()).toMatch(/`(?:package-lock\.json|yarn\.lock)` and `/)
  expect(failures.map(({ origin }) => origin?.file)).toEqual([
    expect.stringMatching(/^(?:package-lock\.json|yarn\.lock)$/),
  ])
})
