import { join, resolve } from 'node:path'
import { ignoreLocation } from '../generate/ignore-file.js'
import { pathFrom } from '../generate/paths.js'
import type { Draft } from './draft.js'
import type { Survey } from './survey.js'

/** The files that generating from a draft is going to write, relative to the folder, Dockerfiles first. */
export const outputsOf = ({ services }: Draft, { folder, facts }: Survey): readonly string[] => {
  const context = resolve(folder, facts.context)
  const dockerfiles = services.map(({ name }) => join(folder, name === undefined ? 'Dockerfile' : `${name}.Dockerfile`))
  const ignores = dockerfiles.map((file) => ignoreLocation(file, context).file)
  return [...dockerfiles, ...ignores].map((file) => pathFrom(folder, file))
}
