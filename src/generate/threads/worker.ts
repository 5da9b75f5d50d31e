import type { Answer, MadeAnswer, Request } from './messages.js'
import type { Thread } from './thread.js'

type Brought = Extract<Answer, { kind: 'settled' }>

/** A thread that does one thing after the other. */
export interface Worker {
  readonly ask: (request: Request) => Promise<MadeAnswer | Brought>
}

/** Makes a worker of a thread; `tellProgress` gets how many services more are done. */
export const startWorker = (port: Thread, tellProgress: (more: number) => void): Worker => {
  let pending: {
    readonly resolve: (answer: MadeAnswer | Brought) => void
    readonly reject: (error: unknown) => void
  }[] = []
  const fail = (error: unknown): void => {
    for (const { reject } of pending) reject(error)
    pending = []
  }
  port.on('message', (message) => {
    // Only serveThread is at the other end.
    const answer = message as Answer
    if (answer.kind === 'progress') tellProgress(answer.more)
    else if (answer.kind === 'defect') fail(answer.error)
    else pending.shift()?.resolve(answer)
  })
  port.on('error', fail)
  return {
    ask: async (request) =>
      new Promise((resolve, reject) => {
        pending.push({ resolve, reject })
        port.postMessage(request)
      }),
  }
}
