import { written } from '../written.js'

/** Writes a result that comes in pieces. */
export interface ResultWriter {
  readonly add: (text: string) => void
  /** What to wait for before there is more; nothing where little has come. Where nobody reads any more, text is dropped. */
  readonly flush: () => Promise<unknown> | undefined
  /** Writes what is left. */
  readonly finish: () => Promise<unknown>
}

/** Characters that are worth a call of the system. Reports that have fewer are printed behind the notes about them. */
const worthWriting = 2 ** 16

/** Writes to standard output, no faster than it is read. */
export const resultWriter = (): ResultWriter => {
  let pending: string[] = []
  let size = 0
  const finish = (): Promise<unknown> => {
    const text = pending.join('')
    pending = []
    size = 0
    return text === '' ? Promise.resolve() : written(process.stdout, text)
  }
  return {
    add: (text) => {
      pending.push(text)
      size += text.length
    },
    flush: () => (size < worthWriting ? undefined : finish()),
    finish,
  }
}
