import type { PythonAddition, PythonFacts } from '../../project/facts.js'
import { normal } from './locals.js'
import type { PythonOptions } from './options.js'

const isChosen = ({ kind, name }: PythonAddition, { extras, groups, requirements }: PythonOptions): boolean =>
  kind === 'requirements'
    ? name === requirements
    : (kind === 'extra' ? extras : groups).some((each) => normal(each) === normal(name))

/** The facts with what the chosen extras, groups and requirements file bring: their servers, and their needs of the distribution. */
export const withAdditions = (python: PythonFacts, options: PythonOptions): PythonFacts => {
  const chosen = python.additions.filter((addition) => isChosen(addition, options))
  if (chosen.length === 0) return python
  const native = [...python.native, ...chosen.flatMap((addition) => addition.native)]
  return {
    ...python,
    servers: [...new Set([...python.servers, ...chosen.flatMap(({ servers }) => servers)])],
    native: [...new Map(native.map((need) => [need.package, need])).values()],
  }
}
