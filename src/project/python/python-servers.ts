import type { PythonApp, PythonDependency, PythonServer } from './python-facts.js'

/** Server packages, what they can serve, and the order in which they are preferred. */
const servers: readonly {
  readonly name: PythonServer
  readonly packages: readonly string[]
  readonly interfaces: readonly PythonApp['interface'][]
}[] = [
  { name: 'uvicorn', packages: ['uvicorn', 'uvicorn-worker'], interfaces: ['asgi'] },
  { name: 'granian', packages: ['granian'], interfaces: ['asgi', 'wsgi'] },
  { name: 'hypercorn', packages: ['hypercorn'], interfaces: ['asgi'] },
  { name: 'daphne', packages: ['daphne'], interfaces: ['asgi'] },
  { name: 'gunicorn', packages: ['gunicorn'], interfaces: ['wsgi'] },
  { name: 'waitress', packages: ['waitress'], interfaces: ['wsgi'] },
  { name: 'uwsgi', packages: ['uwsgi', 'pyuwsgi'], interfaces: ['wsgi'] },
]

/** `fastapi[standard]` and fastapi-cli bring the `fastapi` command and uvicorn with it. */
const fastapiCli = (dependency: PythonDependency): boolean =>
  dependency.name === 'fastapi-cli' ||
  (dependency.name === 'fastapi' && dependency.extras.some((extra) => extra === 'standard' || extra === 'all'))

/** The servers among production's dependencies, those that can serve the application first. */
export const findServers = (
  dependencies: readonly PythonDependency[],
  app: PythonApp | undefined,
): readonly PythonServer[] => {
  const main = dependencies.filter(({ group }) => group === 'main')
  const names = new Set(main.map(({ name }) => name))
  if (main.some(fastapiCli)) names.add('uvicorn')
  const found = servers.filter(({ packages }) => packages.some((name) => names.has(name)))
  const fits = ({ interfaces }: (typeof servers)[number]): boolean =>
    app === undefined || interfaces.includes(app.interface)
  const ordered = [...found.filter(fits), ...found.filter((server) => !fits(server))].map(({ name }) => name)
  return main.some(fastapiCli) ? [...ordered, 'fastapi'] : ordered
}
