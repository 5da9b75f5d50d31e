/** Why nothing was read. */
export type FailedRead = { readonly kind: 'missing' } | { readonly kind: 'unreadable'; readonly reason: string }

const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string' ? error.code : ''

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  ELOOP: 'its symbolic links form a loop',
  EISDIR: 'it is a folder',
  EIO: 'the disk reports an error',
}

/** A failed system call in words; missing when it only says that nothing is there. */
export const failedRead = (error: unknown): FailedRead => {
  const code = codeOf(error)
  if (code === 'ENOENT' || code === 'ENOTDIR') return { kind: 'missing' }
  return { kind: 'unreadable', reason: reasons[code] ?? (code === '' ? 'it cannot be read' : code) }
}
