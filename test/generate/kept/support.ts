import { readFileSync } from 'node:fs'
import { MessageChannel } from 'node:worker_threads'
import { library } from '../../../src/cli/library/library.js'
import { generate } from '../../../src/generate/generate.js'
import type { GenerateOptions } from '../../../src/generate/options.js'
import type { GenerateOutcome } from '../../../src/generate/result.js'
import { writeKeptFile } from '../../../src/generate/kept/kept-file.js'
import type { Settled } from '../../../src/generate/threads/messages.js'
import { serveThread } from '../../../src/generate/threads/serve-thread.js'

type Options = Pick<GenerateOptions, 'cwd' | 'mode'> & Partial<GenerateOptions>

const plain = { paths: [], force: false, library } as const

/** Generates without what is kept. */
export const generateAnew = (options: Options): Promise<GenerateOutcome> => generate({ ...plain, ...options })

/** Generates as many services are: in a thread, which is none here, and with what is kept in a folder. */
export const generateKept = async (
  options: Options,
  folder: string,
  program = 'this',
  /** Called when the services are known and nothing is made yet. */
  meanwhile = () => {},
): Promise<GenerateOutcome> => {
  const { port1, port2 } = new MessageChannel()
  serveThread(port2, library)
  try {
    const start = (): typeof port1 => {
      meanwhile()
      return port1
    }
    const threads = { from: 1, most: 1, keep: { folder, program: () => program }, start }
    return await generate({ ...plain, ...options, threads })
  } finally {
    port1.close()
  }
}

/** Changes what a batch that is kept in a file says. */
export const editKept = (
  file: string,
  change: (settled: Pick<Settled, 'results' | 'diagnostics' | 'notes' | 'ends'>) => object,
): void => {
  const text = readFileSync(file, 'utf8')
  const { key, value } = JSON.parse(text.slice(text.indexOf('\n')))
  writeKeptFile(file, key, { ...value, settled: { ...value.settled, ...change(value.settled) } })
}
