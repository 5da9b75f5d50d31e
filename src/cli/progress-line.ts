import type { Terminal } from './command-module.js'

/** A line on the terminal that is written over until the work is done. */
export interface ProgressLine {
  /** Shows a text, when the work has taken a while and the last one is not too new. */
  readonly show: (text: () => string) => void
  /** Takes the line away. */
  readonly end: () => void
}

/** What a progress line is written to. */
export interface ProgressOutput {
  readonly isTerminal: boolean
  readonly write: (text: string) => void
  /** Milliseconds from any point on. */
  readonly now: () => number
}

const firstAfter = 500
const every = 100

/** Begins a progress line; where the output is no terminal, and where the work is quick, nothing is written. */
export const startProgress = ({ isTerminal, write, now }: ProgressOutput): ProgressLine => {
  const start = now()
  let last = -Infinity
  return {
    show: (text) => {
      if (!isTerminal) return
      const time = now()
      if (time - start < firstAfter || time - last < every) return
      last = time
      write(`\r\x1b[K${text()}`)
    },
    end: () => {
      if (last > -Infinity) write('\r\x1b[K')
    },
  }
}

/** Does some work with a progress line on standard error. */
export const withProgress = async <Result>(
  terminal: Terminal,
  quiet: boolean,
  work: (progress: ProgressLine) => Result | Promise<Result>,
): Promise<Result> => {
  const progress = startProgress({
    isTerminal: process.stderr.isTTY === true && !quiet,
    write: terminal.err,
    now: () => performance.now(),
  })
  try {
    return await work(progress)
  } finally {
    progress.end()
  }
}
