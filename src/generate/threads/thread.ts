/** The other end of a thread: a `Worker`, or one port of a channel. */
export interface Thread {
  readonly postMessage: (message: unknown) => void
  on(event: 'message', receive: (message: unknown) => void): unknown
  on(event: 'error', fail: (error: unknown) => void): unknown
}

/** Threads that can take a part of the services. */
export interface Threads {
  /** From how many services on they are worth their start. */
  readonly from: number
  /** How many at most. */
  readonly most: number
  /** A folder that keeps what was made for the next run, and what tells which program this is; absent where nothing is kept. */
  readonly keep?: { readonly folder: string; readonly program: () => string }
  /** Starts one that runs `serveThread`. */
  readonly start: () => Thread
}
