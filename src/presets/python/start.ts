import type { Facts, PythonApp, PythonEntry, PythonFacts, PythonServer } from '../../project/facts.js'
import type { PresetVariant } from '../define-preset.js'
import type { PythonOptions } from './options.js'
import { joinPaths } from '../join-paths.js'
import { few } from './locals.js'
import { quoted, refusal } from './refusal.js'
import { serverFor, servers, type ServedApp } from './servers.js'

/** How the program starts. */
export interface Start {
  readonly command: readonly string[]
  readonly devCommand: readonly string[]
  readonly port?: number
  /** The signal that ends the command, where it is not SIGTERM. */
  readonly stopSignal?: 'SIGINT'
  /** The folder that must be on the import path, relative to the service, where it is not the service itself. */
  readonly importRoot?: string
  /** Variables without which the command would not do what the options say. */
  readonly env: Readonly<Record<string, string>>
}

interface Chosen {
  readonly server: PythonServer
  readonly app: ServedApp
  readonly root: string
  readonly framework: PythonApp['framework']
}

const served = (app: PythonApp): ServedApp => ({
  interface: app.interface,
  module: app.module,
  attribute: app.attribute,
  factory: app.factory,
  file: app.place.file,
})

const named = (text: string): Pick<ServedApp, 'module' | 'attribute' | 'factory'> => {
  const [module = '', object = ''] = text.split(':')
  return { module, attribute: object.replace('()', ''), factory: object.endsWith('()') }
}

/** The application that the option names, with what the sources say of it. */
const optionApp = (text: string, python: PythonFacts): PythonApp => {
  const wanted = named(text)
  const found = python.apps.find((app) => app.module === wanted.module && app.attribute === wanted.attribute)
  if (found) return { ...found, factory: wanted.factory }
  const interfaces = python.servers[0] === undefined ? undefined : servers[python.servers[0]].interfaces
  return {
    ...wanted,
    interface: interfaces?.[0] ?? 'asgi',
    framework: 'unknown',
    root: '.',
    place: { file: `${wanted.module.replaceAll('.', '/')}.py` },
  }
}

const canServe = (server: PythonServer, app: PythonApp): boolean => servers[server].interfaces.includes(app.interface)

/** An application and the server for it: of a Django project's two applications the one that can be served. */
const choose = (options: PythonOptions, python: PythonFacts, call: string): Chosen | undefined => {
  const first = options.app === undefined ? python.app : optionApp(options.app, python)
  if (first === undefined) {
    return options.server === undefined
      ? undefined
      : refusal(
          'no-application',
          `\`${call}\` was told to start \`${options.server}\`, but found no ASGI or WSGI application in the sources.`,
          `Name it: \`${call.slice(0, -1)}{ app: 'package.module:app' })\`.`,
        )
  }
  const candidates =
    options.app === undefined ? [first, ...python.apps.filter((app) => app.framework === first.framework)] : [first]
  const installed = options.server === undefined ? python.servers : [options.server]
  for (const app of candidates) {
    const server = installed.find((name) => canServe(name, app))
    if (server) return { server, app: served(app), root: app.root, framework: app.framework }
  }
  // Sanic serves itself.
  if (first.framework === 'sanic' && options.server === undefined) return undefined
  const where = `${first.place.file}${first.place.line === undefined ? '' : `:${first.place.line}`}`
  const kind = first.interface.toUpperCase()
  if (options.server !== undefined) {
    return refusal(
      'server-does-not-fit',
      `\`${options.server}\` cannot serve \`${first.module}:${first.attribute}\` of \`${where}\`, which is a ${kind} application.`,
      `Take \`server: '${serverFor[first.interface]}'\`, or name another application with \`app\`.`,
    )
  }
  const elsewhere =
    first.root === '.' || first.root === 'src'
      ? ''
      : ` If \`${first.root}\` is a project of its own: \`${call.slice(0, -1)}{ dir: '${first.root}' })\`.`
  const others = python.servers.length > 0 ? ` (${quoted(python.servers)} cannot serve ${kind})` : ''
  return refusal(
    'no-server',
    `\`${call}\` found the ${kind} application \`${first.module}:${first.attribute}\` in \`${where}\`, but no server for it among the dependencies${others}.`,
    `Add \`${serverFor[first.interface]}\` to the dependencies, or say what to run: \`command: ['python', 'main.py']\`.${elsewhere}`,
  )
}

const sanic = ({ module, attribute, factory }: PythonApp, port: number): readonly string[] => [
  'sanic',
  `${module}:${attribute}`,
  ...(factory ? ['--factory'] : []),
  '--host',
  '0.0.0.0',
  '--port',
  String(port),
]

/** The development server of the framework, else the server of production with reloading. */
const development = ({ app, framework, server }: Chosen, port: number, python: PythonFacts): readonly string[] => {
  const address = `0.0.0.0:${port}`
  if (framework === 'django' && python.django?.managePy !== undefined) {
    return ['python', python.django.managePy, 'runserver', address]
  }
  if (framework === 'flask') {
    const object = `${app.module}:${app.attribute}${app.factory ? '()' : ''}`
    return ['flask', '--app', object, 'run', '--debug', '--host', '0.0.0.0', '--port', String(port)]
  }
  const { run, reload } = servers[server]
  const command = run(app, port)
  if (server === 'granian') {
    const reloads = python.dependencies.some(({ name, extras }) => name === 'granian' && extras.includes('reload'))
    return reloads ? [...command, '--reload'] : command
  }
  return reload ? reload(command) : command
}

const entryCommand = (entry: PythonEntry): Pick<Start, 'command'> & { readonly root: string } => {
  if (entry.kind === 'console-script') return { command: [entry.name], root: '.' }
  return entry.kind === 'module'
    ? { command: ['python', '-m', entry.module], root: entry.root }
    : { command: ['python', entry.file], root: '.' }
}

/** The console scripts of which none is the obvious one, since none is called like the project. */
const rivalScripts = (python: PythonFacts): readonly string[] => {
  const names = python.entries.flatMap((entry) => (entry.kind === 'console-script' ? [entry.name] : []))
  return names.length > 1 && !names.includes(python.project?.name ?? '') ? names : []
}

/** Files that run by themselves, where nothing says which of them is the program. */
const rivalFiles = (python: PythonFacts): readonly string[] =>
  python.entries.flatMap((entry) => (entry.kind === 'file' && entry.rival ? [entry.file] : []))

/** A variant for each console script, or for each file, of a project that has several and serves no application. */
export const pythonVariants = ({ python }: Facts): readonly PresetVariant[] =>
  python === undefined || python.app
    ? []
    : [
        ...rivalScripts(python).map((name) => ({ name, options: { command: [name] } })),
        ...rivalFiles(python).map((file) => ({
          name: file.replace(/\.py$/, ''),
          options: { command: ['python', file] },
        })),
      ]

const chooseEntry = (python: PythonFacts, call: string): PythonEntry | undefined => {
  const rivals = rivalScripts(python)
  if (rivals.length > 0) {
    return refusal(
      'several-entry-points',
      `\`${call}\` found ${rivals.length} console scripts in \`${python.project?.file ?? 'pyproject.toml'}\`: ${quoted(rivals)}.`,
      `Choose one: \`${call.slice(0, -1)}{ command: ['${rivals[0] ?? ''}'] })\`, or export one for each.`,
    )
  }
  const files = rivalFiles(python)
  if (files.length > 0) {
    return refusal(
      'several-entry-points',
      `\`${call}\` found ${files.length} scripts that run by themselves, and none with a usual name such as \`main.py\`: ${few(files, 6)}.`,
      `Choose one: \`${call.slice(0, -1)}{ command: ['python', '${files[0] ?? ''}'] })\`, or export one for each.`,
    )
  }
  const own = python.entries.find((entry) => entry.kind === 'console-script' && entry.name === python.project?.name)
  return own ?? python.entries[0]
}

const variable = (python: PythonFacts, port: number | undefined): Readonly<Record<string, string>> => {
  const { port: fact } = python
  return fact?.variable !== undefined && port !== undefined && port !== fact.port
    ? { [fact.variable]: String(port) }
    : {}
}

const complete = (
  start: Omit<Start, 'devCommand' | 'importRoot' | 'port'>,
  rest: {
    readonly devCommand: readonly string[] | undefined
    readonly port: number | undefined
    readonly root: string
  },
): Start => ({
  ...start,
  devCommand: rest.devCommand ?? start.command,
  ...(rest.port === undefined ? {} : { port: rest.port }),
  ...(joinPaths(rest.root) === '.' ? {} : { importRoot: joinPaths(rest.root) }),
})

/**
 * Decides what the container runs: the option, else the server with the application, else an entry point.
 *
 * @param call how the preset is called in messages: `pythonSlim()`.
 * @throws GenDockerfileError `no-server`, `server-does-not-fit`, `no-application`, `several-entry-points`, `no-entry-point`.
 */
export const decideStart = (options: PythonOptions, python: PythonFacts, call: string): Start => {
  const knownPort = options.port ?? python.port?.port
  if (options.command) {
    const app = options.app === undefined ? python.app : optionApp(options.app, python)
    return complete(
      { command: options.command, env: variable(python, options.port) },
      { devCommand: options.devCommand, port: knownPort, root: app?.root ?? '.' },
    )
  }
  const chosen = choose(options, python, call)
  const port = knownPort ?? 8000
  if (chosen) {
    const { app, root, server } = chosen
    const { run, stopSignal, env = {} } = servers[server]
    return complete(
      { command: run(app, port), env, ...(stopSignal ? { stopSignal } : {}) },
      { devCommand: options.devCommand ?? development(chosen, port, python), port, root },
    )
  }
  if (python.app?.framework === 'sanic') {
    const command = sanic(python.app, port)
    const devCommand = options.devCommand ?? [...command, '--dev']
    return complete({ command, env: {} }, { devCommand, port, root: python.app.root })
  }
  const entry = chooseEntry(python, call)
  if (entry === undefined) {
    return refusal(
      'no-entry-point',
      `\`${call}\` found nothing to run: no ASGI or WSGI application, no console script, no \`__main__.py\`, no \`main.py\`.`,
      `Say what to run: \`${call.slice(0, -1)}{ command: ['python', 'service.py'] })\`.`,
    )
  }
  const { command, root } = entryCommand(entry)
  return complete(
    { command, env: variable(python, options.port) },
    { devCommand: options.devCommand, port: knownPort, root },
  )
}
