import { graph } from './graph.js'
import { library, lines, service, type Write } from './names.js'

const moduleOf = (name: string): string => name.replace('-', '_')

const manifest = (name: string, needs: readonly number[], more: readonly string[] = []): string =>
  lines(
    '[project]',
    `name = "${name}"`,
    'version = "1.0.0"',
    'requires-python = ">=3.13"',
    `dependencies = [${needs.map((each) => `"${library(each)}"`).join(', ')}]`,
    '',
    ...more,
    '[tool.uv.sources]',
    ...needs.map((each) => `${library(each)} = { workspace = true }`),
    '',
    '[build-system]',
    'requires = ["uv_build>=0.9,<0.10"]',
    'build-backend = "uv_build"',
  )

/** Writes a workspace of uv. */
export const writeUv = (services: number, libraries: number, write: Write): void => {
  const needed = graph(services, libraries)
  const names: string[] = []
  const locked: string[] = []
  const add = (folder: string, name: string, needs: readonly number[], more?: readonly string[]): void => {
    write(`${folder}/pyproject.toml`, manifest(name, needs, more))
    names.push(`    "${name}",`)
    const dependencies = needs.map((each) => `    { name = "${library(each)}" },`)
    locked.push(
      lines(
        '[[package]]',
        `name = "${name}"`,
        'version = "1.0.0"',
        `source = { editable = "${folder}" }`,
        'dependencies = [',
        ...dependencies,
        ']',
      ),
    )
  }
  for (const [index, needs] of needed.libraries.entries()) {
    const name = library(index)
    add(`packages/${name}`, name, needs)
    write(`packages/${name}/src/${moduleOf(name)}/__init__.py`, lines('name = __name__'))
  }
  for (const [index, needs] of needed.services.entries()) {
    const name = service(index)
    add(`services/${name}`, name, needs, ['[project.scripts]', `${name} = "${moduleOf(name)}:main"`, ''])
    write(
      `services/${name}/src/${moduleOf(name)}/__init__.py`,
      lines(
        'from http.server import HTTPServer, SimpleHTTPRequestHandler',
        '',
        '',
        'def main() -> None:',
        `    HTTPServer(("", ${8000 + (index % 100)}), SimpleHTTPRequestHandler).serve_forever()`,
      ),
    )
  }
  write('pyproject.toml', lines('[tool.uv.workspace]', 'members = ["services/*", "packages/*"]'))
  write(
    'uv.lock',
    lines(
      'version = 1',
      'revision = 3',
      'requires-python = ">=3.13"',
      '',
      '[manifest]',
      'members = [',
      names.join('\n'),
      ']',
      '',
      locked.join('\n'),
    ),
  )
}
