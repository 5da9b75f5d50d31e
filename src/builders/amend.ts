import type { DockerfileDocument } from '../model/document.js'
import { DockerfileBuilder } from './dockerfile.js'
import { state } from './stage-value.js'

/** A change of a whole document once its stages are known. */
export type Amendment = (document: DockerfileDocument) => DockerfileDocument

/** The same document with a change that is made last, whatever is still edited before. */
export const amend = <Names extends string>(
  file: DockerfileBuilder<Names>,
  amendment: Amendment,
): DockerfileBuilder<Names> =>
  new DockerfileBuilder({ ...file[state], amendments: [...(file[state].amendments ?? []), amendment] })
