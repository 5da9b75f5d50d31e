import type { BuildFailure, Message } from 'esbuild'
import { GenDockerfileError } from '../../model/error.js'
import type { Place } from '../../model/place.js'

/** Whether an error is a list of findings by esbuild. */
export const isBuildFailure = (error: unknown): error is BuildFailure =>
  error instanceof Error && 'errors' in error && Array.isArray(error.errors)

const codes: readonly (readonly [RegExp, string, ((match: RegExpExecArray) => string)?])[] = [
  [
    /^Could not resolve "(.+)"$/,
    'dockerfile-ts-import',
    ([, name = '']) =>
      /^[./]/.test(name)
        ? 'Check the path; it is relative to the file that imports it.'
        : `Install \`${name}\` in this repository; only \`gen-dockerfile\` itself comes with this program.`,
  ],
  [/cannot be imported here/, 'dockerfile-ts-import'],
  [/^No matching export in "(?:entry|part):(.+)" for import "(.+)"$/, 'dockerfile-ts-import'],
]

const reword = (text: string): string =>
  text.replace(/^No matching export in "(?:entry|part):(.+?)" for import "(.+)"$/, '`$1` has no export `$2`')

const notes = (message: Message): string | undefined => {
  const texts = message.notes.map(({ text }) => text).filter((text) => /did you mean/i.test(text))
  return texts.length > 0 ? texts.join(' ') : undefined
}

/** Turns the first finding of esbuild into our error, at the user's line. */
export const buildError = (
  failure: BuildFailure,
  file: string,
  placeOf: (message: Message) => Place,
): GenDockerfileError => {
  const [first] = failure.errors
  if (first === undefined)
    return new GenDockerfileError({ code: 'dockerfile-ts-syntax', message: failure.message, cause: failure })
  const [rule] = codes.flatMap(([pattern, code, hint]) => {
    const match = pattern.exec(first.text)
    return match ? [{ code, hint: hint?.(match) }] : []
  })
  const hint = notes(first) ?? rule?.hint
  return new GenDockerfileError({
    code: rule?.code ?? 'dockerfile-ts-syntax',
    message: `\`${file}\` cannot be loaded: ${reword(first.text)}.`.replace(/\.\.$/, '.'),
    ...(hint === undefined ? {} : { hint }),
    place: placeOf(first),
    cause: failure,
  })
}
