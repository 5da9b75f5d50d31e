import { GenDockerfileError } from '../../model/error.js'

/** How long a user's code may wait for something that keeps the process busy, in milliseconds. */
const settleTimeout = 60_000

const unsettled = (file: string, why: string): GenDockerfileError =>
  new GenDockerfileError({
    code: 'dockerfile-ts-never-settles',
    message: `\`${file}\` never settles: ${why}`,
    hint: 'Look for a top-level `await`, an async function or a promise whose `resolve` is never called.',
    place: { file },
  })

/** Sends what is printed meanwhile to standard error: standard output belongs to the command's result. */
const redirectOutput = (): (() => void) => {
  const { stdout } = process
  const { write } = stdout
  stdout.write = ((...args: Parameters<typeof write>) => process.stderr.write(...args)) as typeof write
  return () => {
    stdout.write = write
  }
}

/**
 * Runs a user's code and waits for what it returns. Rejects when the event loop runs empty or the time is over before it
 * settles, and with errors that are thrown in callbacks meanwhile.
 */
export const settle = async <Value>(
  file: string,
  run: () => Value | PromiseLike<Value>,
  timeout: number = settleTimeout,
): Promise<Value> => {
  const restoreOutput = redirectOutput()
  let stop = () => {}
  const interrupted = new Promise<never>((_, reject) => {
    const onEmpty = () => reject(unsettled(file, 'a promise that it waits for has nothing left that could resolve it.'))
    const timer = setTimeout(() => {
      reject(unsettled(file, `it was still waiting after ${timeout / 1000} seconds.`))
    }, timeout).unref()
    process.once('beforeExit', onEmpty)
    process.on('uncaughtException', reject)
    stop = () => {
      clearTimeout(timer)
      process.off('beforeExit', onEmpty)
      process.off('uncaughtException', reject)
    }
  })
  try {
    return await Promise.race([run(), interrupted])
  } finally {
    stop()
    restoreOutput()
  }
}
