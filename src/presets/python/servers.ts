import type { PythonApp, PythonServer } from '../../project/facts.js'

/** An application object as a server is told of it. */
export interface ServedApp {
  readonly interface: PythonApp['interface']
  readonly module: string
  readonly attribute: string
  readonly factory: boolean
  /** Its file, relative to the folder in which the command runs; unknown for one that an option names. */
  readonly file?: string
}

interface Server {
  /** The signal that ends it, where as the first process of a container it ignores SIGTERM. */
  readonly stopSignal?: 'SIGINT'
  readonly env?: Readonly<Record<string, string>>
  readonly interfaces: readonly PythonApp['interface'][]
  /** Arguments that start it on all addresses. */
  readonly run: (app: ServedApp, port: number) => readonly string[]
  /** What restarts it when a source changes; undefined where it cannot. */
  readonly reload?: (run: readonly string[]) => readonly string[]
}

const dotted = ({ module, attribute }: ServedApp): string => `${module}:${attribute}`

/** The spelling of servers that call a factory which is written with parentheses. */
const called = (app: ServedApp): string => `${dotted(app)}${app.factory ? '()' : ''}`

const flag = (name: string, app: ServedApp): readonly string[] => (app.factory ? [name] : [])

const withReload = (run: readonly string[]): readonly string[] => [...run, '--reload']

/** How each server is started; from the manuals of the servers. */
export const servers: Readonly<Record<PythonServer, Server>> = {
  uvicorn: {
    interfaces: ['asgi'],
    run: (app, port) => [
      'uvicorn',
      dotted(app),
      ...flag('--factory', app),
      '--host',
      '0.0.0.0',
      '--port',
      String(port),
    ],
    reload: withReload,
  },
  fastapi: {
    interfaces: ['asgi'],
    run: (app, port) => ['fastapi', 'run', app.file ?? '', '--app', app.attribute, '--port', String(port)],
    reload: ([name = '', , ...rest]) => [name, 'dev', ...rest, '--host', '0.0.0.0'],
  },
  gunicorn: {
    interfaces: ['wsgi'],
    // Since version 25 it makes a control socket there, else in the home that the user of the container does not have.
    env: { XDG_RUNTIME_DIR: '/tmp' },
    // The heartbeat file must not lie on the disk of the container: writes to it can block a worker for seconds.
    run: (app, port) => ['gunicorn', called(app), '--bind', `0.0.0.0:${port}`, '--worker-tmp-dir', '/dev/shm'],
    reload: withReload,
  },
  hypercorn: {
    interfaces: ['asgi', 'wsgi'],
    run: (app, port) => [
      'hypercorn',
      `${app.interface === 'wsgi' ? 'wsgi:' : ''}${called(app)}`,
      '--bind',
      `0.0.0.0:${port}`,
    ],
    reload: withReload,
  },
  granian: {
    interfaces: ['asgi', 'wsgi'],
    run: (app, port) => [
      'granian',
      '--interface',
      app.interface,
      ...flag('--factory', app),
      '--host',
      '0.0.0.0',
      '--port',
      String(port),
      dotted(app),
    ],
  },
  daphne: {
    interfaces: ['asgi'],
    run: (app, port) => ['daphne', '-b', '0.0.0.0', '-p', String(port), dotted(app)],
  },
  waitress: {
    stopSignal: 'SIGINT',
    interfaces: ['wsgi'],
    run: (app, port) => ['waitress-serve', ...flag('--call', app), `--listen=0.0.0.0:${port}`, dotted(app)],
  },
  uwsgi: {
    interfaces: ['wsgi'],
    run: (app, port) => [
      'uwsgi',
      '--http',
      `0.0.0.0:${port}`,
      '--master',
      '--die-on-term',
      '--need-app',
      '--module',
      called(app),
    ],
  },
}

/** What to add to the dependencies for an application that nothing can serve. */
export const serverFor: Readonly<Record<PythonApp['interface'], PythonServer>> = { asgi: 'uvicorn', wsgi: 'gunicorn' }
