/**
 * BuildKit's message about `--chmod`: an octal number up to 07777, or the symbolic form of chmod(1).
 *
 * @example
 * ```ts
 * checkFileMode('u+rwX,go=rX') // undefined
 * checkFileMode('999') // "invalid chmod parameter: '999'. it should be octal string and between 0 and 07777"
 * ```
 */
export const checkFileMode = (text: string): string | undefined => {
  if (/^\d/.test(text)) {
    const octal = /^[0-7]+$/.test(text) && Number.parseInt(text, 8) <= 0o7777
    return octal ? undefined : `invalid chmod parameter: '${text}'. it should be octal string and between 0 and 07777`
  }
  const symbolic = /^[augo]*[-+=][rwxXstugo]*(?:[-+=][rwxXstugo]*|,[augo]*[-+=][rwxXstugo]*)*$/
  return symbolic.test(text) ? undefined : 'invalid syntax'
}
