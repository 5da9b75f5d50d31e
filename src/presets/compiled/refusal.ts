import { GenDockerfileError } from '../../model/error.js'
import type { Place } from '../../model/place.js'
import type { Ecosystem, FactPlace, Facts } from '../../project/facts.js'
import { inContext } from './paths.js'

/** Ends with a mistake that the user can repair. */
export const refuse = (code: string, message: string, hint?: string, place?: Place): never => {
  throw new GenDockerfileError({
    code,
    message,
    ...(hint === undefined ? {} : { hint }),
    ...(place === undefined ? {} : { place }),
  })
}

/**
 * The place of a fact, relative to the build context. A file of the context's own folder is named as seen from the service, which
 * may have one of that name.
 */
export const placeOf = (facts: Pick<Facts, 'dir'>, { file, line }: FactPlace): Place => ({
  file: /^(?:\.\.\/)+[^/]+$/.test(file) && !inContext(facts, file).includes('/') ? file : inContext(facts, file),
  ...(line === undefined ? {} : { line }),
})

/**
 * Refuses a repository whose files of this language are broken or contradict each other; `settled` says which
 * contradictions an option has decided.
 */
export const refuseProblems = (facts: Facts, ecosystem: Ecosystem, settled: boolean): void => {
  const found = facts.problems.find(
    (problem) =>
      problem.ecosystem === ecosystem &&
      (problem.kind === 'unparsable' || (problem.kind === 'contradiction' && !settled)),
  )
  if (found === undefined) return
  refuse(
    found.kind === 'unparsable' ? 'unparsable-file' : 'contradictory-facts',
    found.message,
    found.hint,
    placeOf(facts, found),
  )
}

/** `` `a`, `b` and `c` ``, for messages. */
export const listOf = (names: readonly string[]): string => {
  const quoted = names.map((name) => `\`${name}\``)
  return quoted.length < 2 ? quoted.join('') : `${quoted.slice(0, -1).join(', ')} and ${quoted.at(-1) ?? ''}`
}
