import { setTimeout as wait } from 'node:timers/promises'
import { command, docker } from './docker.js'
import { labelled } from './run-id.js'

/** A running container. */
export interface Container {
  readonly id: string
  /** Where its port is reached from here, as `http://127.0.0.1:49153`; empty where it has none. */
  readonly url: string
}

/** How a container is run. */
export interface ContainerOptions {
  readonly image: string
  readonly port?: number
  readonly options?: readonly string[]
  readonly args?: readonly string[]
}

const hasBridge = async (): Promise<boolean> => (await command('docker', ['network', 'inspect', 'bridge'])).code === 0

const urlOf = async (id: string, port: number, bridge: boolean): Promise<string> => {
  if (!bridge) return `http://127.0.0.1:${port}`
  const published = await docker(['port', id, `${port}/tcp`]).catch(() => '')
  const [first = ''] = published.split('\n')
  return first === '' ? '' : `http://${first}`
}

/** Runs a container for `action`, which is removed with its volumes afterwards, whatever happens. */
export const withContainer = async <Result>(
  { image, port, options = [], args = [] }: ContainerOptions,
  action: (container: Container) => Promise<Result>,
): Promise<Result> => {
  const bridge = await hasBridge()
  const network = port === undefined ? [] : bridge ? ['--publish', `127.0.0.1::${port}`] : ['--network=host']
  const id = await docker(['run', '--detach', ...labelled, ...network, ...options, image, ...args])
  try {
    return await action({ id, url: port === undefined ? '' : await urlOf(id, port, bridge) })
  } finally {
    await command('docker', ['rm', '--force', '--volumes', id])
  }
}

interface State {
  readonly Running: boolean
  readonly ExitCode: number
  readonly Health?: { readonly Status: string }
}

/** What the daemon knows of a container now. */
export const stateOf = async (id: string): Promise<State> =>
  JSON.parse(await docker(['inspect', '--format', '{{json .State}}', id])) as State

/** What a container printed, on both streams. */
export const logsOf = async (id: string): Promise<string> => {
  const { stdout, stderr } = await command('docker', ['logs', id])
  return stdout + stderr
}

/** Asks again and again, until there is an answer, the container ends or `seconds` are over. */
export const eventually = async <Result>(
  { id }: Container,
  seconds: number,
  what: string,
  ask: () => Promise<Result | undefined>,
): Promise<Result> => {
  for (let left = seconds * 5; left > 0; left--) {
    // Asked before: what a container said before it ended counts.
    const running = left % 5 !== 0 || (await stateOf(id)).Running
    const answer = await ask().catch(() => undefined)
    if (answer !== undefined) return answer
    if (!running) break
    await wait(200)
  }
  const { Running, ExitCode } = await stateOf(id)
  const end = Running ? `after ${seconds} s` : `; it ended with exit code ${ExitCode}`
  throw new Error(`${what} ${end}:\n${(await logsOf(id)).split('\n').slice(-20).join('\n')}`)
}

/** The body that a path of the container answers with, to a GET or to what is posted. */
export const answerOf = (container: Container, path: string, seconds: number, posted?: string): Promise<string> =>
  eventually(container, seconds, `no answer from ${path}`, async () => {
    const asked = posted === undefined ? {} : { method: 'POST', body: posted }
    const response = await fetch(`${container.url}${path}`, { ...asked, signal: AbortSignal.timeout(5_000) })
    return response.ok ? response.text() : undefined
  })

/** Ends a container as an orchestrator does, with `seconds` before it is killed, and gives its exit code. */
export const stopped = async ({ id }: Container, seconds: number): Promise<number> => {
  await docker(['stop', '--time', String(seconds), id])
  return (await stateOf(id)).ExitCode
}
