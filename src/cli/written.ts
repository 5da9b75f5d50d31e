/** Writes a text and waits until a slow reader has taken it; says whether there still is one. */
export const written = (output: NodeJS.WritableStream, text: string): Promise<boolean> =>
  new Promise((resolve) => {
    if (!output.writable) return resolve(false)
    if (output.write(text)) return resolve(true)
    const settle = (isThere: boolean) => () => {
      output.off('drain', drained).off('close', gone).off('error', gone)
      resolve(isThere)
    }
    const drained = settle(true)
    const gone = settle(false)
    output.on('drain', drained).on('close', gone).on('error', gone)
  })
