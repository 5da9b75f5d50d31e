import type { PythonApp, PythonFacts } from '../../project/facts.js'
import { joinPaths } from '../join-paths.js'
import { chooseEntry, entryCommand } from './entries.js'
import type { PythonOptions } from './options.js'
import { choose, optionApp, type Chosen } from './served-app.js'
import { servers } from './servers.js'

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
 * @throws GenDockerfileError `no-server`, `server-does-not-fit`, `no-application`, `several-entry-points`, `script-not-installed`,
 * `no-entry-point`.
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
  const { command, root } = entryCommand(chooseEntry(python, call))
  return complete(
    { command, env: variable(python, options.port) },
    { devCommand: options.devCommand, port: knownPort, root },
  )
}
