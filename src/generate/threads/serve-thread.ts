import { batchKeeper } from '../kept/batch-keeper.js'
import type { Library } from '../load/library.js'
import { makeServices } from '../make-services.js'
import type { GenerateOptions, Progress } from '../options.js'
import { failedResult, type Pending, type Run } from '../run.js'
import { openSession, type Session } from '../session.js'
import { claimOf, settle } from '../settle.js'
import type { Answer, MadeAnswer, MakeRequest, Request, Settled, ThreadOptions } from './messages.js'
import { receiveSource } from './sent-source.js'

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

/** Tells of progress now and then. */
const teller = (port: ThreadPort, total: number): ((progress: Progress) => void) => {
  let told = 0
  return ({ done }) => {
    if (done === told || (done - told < progressStep && done < total)) return
    port.postMessage({ kind: 'progress', more: done - told })
    told = done
  }
}

/** Does what is asked for through a port: makes batches of services, keeps what was made, and brings it to the disk. */
export const serveThread = (port: ThreadPort, library: Library): void => {
  const batches = new Map<number, readonly Pending[]>()
  const keep = batchKeeper()
  let mode: Pick<ThreadOptions, 'mode' | 'force'> = { mode: 'check', force: false }
  let show: ((progress: Progress) => void) | undefined
  let opened: { readonly session: Session; readonly options: GenerateOptions } | undefined
  const open = (options: ThreadOptions): NonNullable<typeof opened> => {
    const whole: GenerateOptions = { ...options, paths: [], library, progress: (progress) => show?.(progress) }
    return { session: openSession(whole), options: whole }
  }

  const bring = async (
    pending: readonly Pending[],
    leftAlone: ReadonlySet<number>,
    progress: (progress: Progress) => void,
  ): Promise<Settled> => {
    const run: Run = { options: { ...mode, progress }, results: [], diagnostics: [], failures: [], notes: [] }
    await settle(run, pending, leftAlone)
    const { results, diagnostics, failures, notes } = run
    return { results, diagnostics, failures, notes }
  }

  const make = async (
    { batch, sources, options: sent, settles }: MakeRequest,
    forItself: boolean,
  ): Promise<MadeAnswer> => {
    const { session, options } = forItself ? open(sent) : (opened ??= open(sent))
    const received = await Promise.all(sources.map((source) => receiveSource(source, options.cwd, session.configs)))
    const { pending, failed, failures, attempted } = await makeServices(
      session,
      { sources: received, failures: [] },
      options,
    )
    const made = { kind: 'made', batch, failed: failed.map(failedResult), failures, attempted } as const
    if (settles) return { ...made, claims: [], settled: await bring(pending, new Set(), () => {}) }
    batches.set(batch, pending)
    return { ...made, claims: pending.map(claimOf) }
  }

  const bringBatch = async ({ batch, leftAlone }: Extract<Request, { kind: 'settle' }>): Promise<Answer> => {
    const pending = batches.get(batch) ?? []
    batches.delete(batch)
    return { kind: 'settled', batch, settled: await bring(pending, leftAlone, teller(port, pending.length)) }
  }

  const makeOrKeep = async (request: MakeRequest): Promise<MadeAnswer> => {
    const { options, sources } = request
    mode = options
    show = teller(port, sources.length)
    const answer = await keep(request, (forItself) => make(request, forItself))
    show({ phase: 'make', done: sources.length, total: sources.length })
    return answer
  }

  const answer = async (request: Request): Promise<void> => {
    port.unref()
    try {
      port.postMessage(request.kind === 'make' ? await makeOrKeep(request) : await bringBatch(request))
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
