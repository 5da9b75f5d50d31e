import { batchKeeper } from '../kept/batch-keeper.js'
import type { Library } from '../load/library.js'
import type { GenerateOptions } from '../options.js'
import { openSession, type Session } from '../session.js'
import { claimOf } from '../settle.js'
import { isGenDockerfileError } from '../../model/error.js'
import { failedBatch, type MadeBatch, makeBatch, settleBatch } from './batch-work.js'
import type { Answer, MadeAnswer, MakeRequest, Request, ThreadOptions } from './messages.js'
import { receiveStretches } from './sent-source.js'

/** The end of a thread that does the work. */
export interface ThreadPort {
  readonly postMessage: (message: Answer) => void
  readonly on: (event: 'message', receive: (request: Request) => void) => unknown
  /** Lets the thread end where nothing else is left to do, so that a promise that never settles is found out. */
  readonly unref: () => void
  readonly ref: () => void
}

/** How many services are told of at once. */
const progressStep = 20

/** Tells of progress now and then, by how many are done. */
const teller = (port: ThreadPort, total: number): ((done: number) => void) => {
  let told = 0
  return (done) => {
    if (done === told || (done - told < progressStep && done < total)) return
    port.postMessage({ kind: 'progress', more: done - told })
    told = done
  }
}

/** Does what is asked for through a port: makes batches of services, keeps what was made, and brings it to the disk. */
export const serveThread = (port: ThreadPort, library: Library): void => {
  const batches = new Map<number, MadeBatch>()
  const keep = batchKeeper()
  let mode: Pick<ThreadOptions, 'mode' | 'force'> = { mode: 'check', force: false }
  let isDone: (() => void) | undefined
  let opened: { readonly session: Session; readonly options: GenerateOptions } | undefined
  const open = (options: ThreadOptions): NonNullable<typeof opened> => {
    const whole: GenerateOptions = { ...options, paths: [], library, progress: () => isDone?.() }
    return { session: openSession(whole), options: whole }
  }

  const make = async (
    { batch, sources, options: sent, settles }: MakeRequest,
    forItself: boolean,
  ): Promise<MadeAnswer> => {
    const { session, options } = forItself ? open(sent) : (opened ??= open(sent))
    const { cwd } = options
    const made = await receiveStretches(sources, cwd, session.configs).then(
      async (stretches) => makeBatch(stretches, session, options),
      (error: unknown) => {
        if (isGenDockerfileError(error)) return failedBatch(sources, cwd, error)
        throw error
      },
    )
    const { pending, ...rest } = made
    const answer = { kind: 'made', batch, ...rest } as const
    if (settles) return { ...answer, claims: [], settled: await settleBatch(made, new Set(), mode) }
    batches.set(batch, made)
    return { ...answer, claims: pending.flat().map(claimOf) }
  }

  const settle = async ({ batch, leftAlone }: Extract<Request, { kind: 'settle' }>): Promise<Answer> => {
    const made = batches.get(batch) ?? { pending: [] }
    batches.delete(batch)
    const tell = teller(port, made.pending.flat().length)
    let done = 0
    const settled = await settleBatch(made, leftAlone, { ...mode, progress: () => tell(++done) })
    return { kind: 'settled', batch, settled }
  }

  const makeOrKeep = async (request: MakeRequest): Promise<MadeAnswer> => {
    const { options, sources } = request
    mode = options
    const tell = teller(port, sources.length)
    let done = 0
    isDone = () => tell(++done)
    const answer = await keep(request, (forItself) => make(request, forItself))
    tell(sources.length)
    return answer
  }

  const answer = async (request: Request): Promise<void> => {
    port.unref()
    try {
      port.postMessage(request.kind === 'make' ? await makeOrKeep(request) : await settle(request))
    } catch (error) {
      port.postMessage({ kind: 'defect', error })
    } finally {
      port.ref()
    }
  }
  let last = Promise.resolve()
  port.on('message', (request) => {
    last = last.then(async () => answer(request))
  })
}
