/** The folder and name of a library: `lib-00042`. */
export const library = (index: number): string => `lib-${String(index).padStart(5, '0')}`

/** The folder and name of a service. */
export const service = (index: number): string => `svc-${String(index).padStart(5, '0')}`

/** A file of lines. */
export const lines = (...text: readonly string[]): string => `${text.join('\n')}\n`

/** Writes a file of the repository. */
export type Write = (path: string, text: string) => void
