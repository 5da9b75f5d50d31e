import { type FileRead, readFile } from './read-file.js'
import { signatureOf } from './signature.js'

/** A question that is asked of many files at once: what each of thousands of packages is called. */
export interface Survey<Found> {
  /** Tells it from others. */
  readonly name: string
  /** What one file says, as data that JSON can hold; it follows from what `read` gives, and from nothing else. */
  readonly ask: (read: (limit: number) => FileRead) => Found
}

/** What one file said, and its signature then; empty where that is not sure. */
export type SurveyRow<Found = unknown> = readonly [path: string, signature: string, found: Found]

/** What a file below a folder says. One that is as it was when it was asked before is not read again. */
export const surveyFile = <Found>(
  { ask }: Survey<Found>,
  root: string,
  path: string,
  known?: SurveyRow<Found>,
): SurveyRow<Found> => {
  const file = `${root}/${path}`
  // The signature comes first: what changes between the two is found out when it is compared.
  const signature = signatureOf(file) ?? ''
  if (known !== undefined && signature !== '' && known[1] === signature) return known
  return [path, signature, ask((limit) => readFile(file, limit))]
}
