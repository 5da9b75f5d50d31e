import { digest } from './digest.js'
import { type Survey, surveyFile, type SurveyRow } from './survey.js'

/** Where the rows of surveys are kept from run to run. */
export interface SurveyStore {
  /** Those of the last survey of a name in a folder; none where nothing is kept. */
  readonly read: (name: string, root: string) => readonly SurveyRow[]
  readonly write: (name: string, root: string, rows: readonly SurveyRow[]) => void
}

/** What a survey in a folder came to, in place of a look at each of its files. */
export interface SeenSurvey {
  readonly name: string
  /** Absolute. */
  readonly root: string
  /** Of the paths and of what each of the files said. */
  readonly answer: string
}

/** What all that is made in a thread found out in common. */
export interface Surveys {
  /** Asks files below a folder, each once; the answers are in the order of the paths. */
  readonly take: <Found>(
    question: Survey<Found>,
    root: string,
    paths: readonly string[],
  ) => { readonly found: readonly Found[]; readonly seen: SeenSurvey }
  /** Whether the files of a survey still say what they said. */
  readonly isAsSeen: (seen: SeenSurvey, questions: readonly Survey<unknown>[]) => boolean
}

interface Taken {
  readonly paths: readonly string[]
  readonly found: readonly unknown[]
  readonly seen: SeenSurvey
}

const isSame = (some: readonly unknown[], others: readonly unknown[]): boolean =>
  some === others || (some.length === others.length && some.every((each, index) => each === others[index]))

/**
 * Makes what remembers surveys for as long as a run takes. What was kept of the last run only saves reading what is as it was: it
 * may be of other paths, or be lost.
 */
export const openSurveys = ({ read, write }: SurveyStore): Surveys => {
  const known = new Map<string, Taken>()

  const survey = (
    question: Survey<unknown>,
    root: string,
    kept: readonly SurveyRow[],
    paths: readonly string[],
  ): Taken => {
    const { name } = question
    const before = new Map(kept.map((row) => [row[0], row]))
    const rows = paths.map((path) => surveyFile(question, root, path, before.get(path)))
    if (!isSame(rows, kept)) write(name, root, rows)
    const found = rows.map((row) => row[2])
    const taken = { paths, found, seen: { name, root, answer: digest(JSON.stringify([paths, found])) } }
    known.set(`${name} ${root}`, taken)
    return taken
  }

  return {
    take: <Found>(question: Survey<Found>, root: string, paths: readonly string[]) => {
      const last = known.get(`${question.name} ${root}`)
      const { found, seen } =
        last !== undefined && isSame(last.paths, paths)
          ? last
          : survey(question, root, read(question.name, root), paths)
      // A question is asked under its own name alone.
      return { found: found as readonly Found[], seen }
    },
    isAsSeen: ({ name, root, answer }, questions) => {
      const question = questions.find((each) => each.name === name)
      if (question === undefined) return false
      let last = known.get(`${name} ${root}`)
      if (last === undefined) {
        const kept = read(name, root)
        last = survey(
          question,
          root,
          kept,
          kept.map(([path]) => path),
        )
      }
      return last.seen.answer === answer
    },
  }
}
