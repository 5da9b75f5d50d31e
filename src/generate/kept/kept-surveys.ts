import { hash } from 'node:crypto'
import { join } from 'node:path'
import type { SurveyRow } from '../../disk/survey.js'
import { openSurveys, type Surveys } from '../../disk/surveys.js'
import { readKeptFile, writeKeptFile } from './kept-file.js'

/** The surveys of a run that are kept in a folder, one file for each, which batches have in common. */
export const keptSurveys = (folder: string, program: string): Surveys => {
  const fileOf = (name: string, root: string): string =>
    join(folder, `${name}-${hash('sha256', root).slice(0, 16)}.json`)
  const keyOf = (name: string, root: string): string => JSON.stringify([program, process.version, name, root])
  return openSurveys({
    // Of one question of one program all rows are alike.
    read: (name, root) => (readKeptFile(fileOf(name, root), keyOf(name, root)) ?? []) as readonly SurveyRow[],
    write: (name, root, rows) => writeKeptFile(fileOf(name, root), keyOf(name, root), rows),
  })
}
