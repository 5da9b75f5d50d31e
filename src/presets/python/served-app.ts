import type { PythonApp, PythonFacts, PythonServer } from '../../project/facts.js'
import { entryCommand } from './entries.js'
import type { PythonOptions } from './options.js'
import { quoted, refusal } from './refusal.js'
import { serverFor, servers, type ServedApp } from './servers.js'

/** An application with its server. */
export interface Chosen {
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
export const optionApp = (text: string, python: PythonFacts): PythonApp => {
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

/** Where a server for an application is that an install of production leaves out, and how it comes along. */
const serverInAddition = (app: PythonApp, { additions }: PythonFacts, call: string): string | undefined => {
  const found = additions.flatMap(({ kind, name, servers: brought }) => {
    const server = brought.find((each) => canServe(each, app))
    return server === undefined ? [] : [{ kind, name, server }]
  })
  const [best] = found
  if (best === undefined) return undefined
  const { kind, name, server } = best
  if (kind === 'requirements')
    return `\`${server}\` is in \`${name}\`: include that file in the one of production with \`-r\``
  const option = kind === 'extra' ? 'extras' : 'groups'
  return `\`${server}\` is in the ${kind} \`${name}\`: install it, \`${call.slice(0, -1)}{ ${option}: ['${name}'] })\``
}

/** How the project starts by itself, for a hint. */
const ownStart = ({ entries }: PythonFacts, call: string): string => {
  const [first] = entries
  if (first === undefined) return ' with `command`'
  const words = entryCommand(first).command.map((word) => `'${word}'`)
  return `: \`${call.slice(0, -1)}{ command: [${words.join(', ')}] })\``
}

/** An application and the server for it: of a Django project's two applications the one that can be served. */
export const choose = (options: PythonOptions, python: PythonFacts, call: string): Chosen | undefined => {
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
  // Sanic serves itself, and so does a file with an application of no framework that runs by itself.
  const runsItself =
    first.framework === 'unknown' &&
    options.app === undefined &&
    python.entries.some((entry) => entry.kind === 'file' && entry.file === first.place.file)
  if ((first.framework === 'sanic' || runsItself) && options.server === undefined) return undefined
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
  const add = serverInAddition(first, python, call) ?? `Add \`${serverFor[first.interface]}\` to the dependencies`
  return refusal(
    'no-server',
    `\`${call}\` found the ${kind} application \`${first.module}:${first.attribute}\` in \`${where}\`, but no server for it among the dependencies${others}.`,
    `${add}, or say what to run${ownStart(python, call)}.${elsewhere}`,
  )
}
